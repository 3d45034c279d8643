"""What kind of account is emulated, and what the reference says that it refuses."""
