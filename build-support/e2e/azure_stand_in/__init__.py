"""Azure's resource manager and sign-in on loopback, for the real ``az``: it keeps what is sent, and holds it to Azure's models."""
