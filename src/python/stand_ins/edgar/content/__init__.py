"""What EDGAR serves: submissions, index files, JSON, error pages."""
