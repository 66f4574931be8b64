"""A sandbox that behaves like Stripe Checkout: sessions, refunds, disputes, signed webhooks."""
