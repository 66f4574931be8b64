"""A sandbox that behaves like Alipay: gateway.do, RSA2 signatures, notifications, bills."""
