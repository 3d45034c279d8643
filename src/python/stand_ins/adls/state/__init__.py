"""What the account holds (names, bytes, leases, access control lists), and what each kind of account refuses."""
