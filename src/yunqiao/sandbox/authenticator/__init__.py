"""An authenticator app for the staff of the demonstration court, shown to everybody who asks."""
