"""What people fill in, checked at the edge."""
