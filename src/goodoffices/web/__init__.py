"""The team's pages: the case in a browser, served by one command on this machine."""
