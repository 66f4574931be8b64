"""A sandbox that behaves like WeChat Pay, API v3: orders, notifications, refunds, bills."""
