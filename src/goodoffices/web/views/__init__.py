"""One function an address: read the request, call a query or an action, show a page."""
