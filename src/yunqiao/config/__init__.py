"""Settings, addresses, wiring of gateways and the command line."""
