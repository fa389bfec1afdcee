"""What people do in the pages; each is a step of the archive, or of the database alone."""
