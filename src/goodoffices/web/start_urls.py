"""Every address where no case is open: the first page and what it does."""

from __future__ import annotations

from goodoffices.web.routes import start

urlpatterns = start.urlpatterns

handler400 = "goodoffices.web.views.failures.bad_request"
handler403 = "goodoffices.web.views.failures.not_found"
handler404 = "goodoffices.web.views.start.not_found"
handler500 = "goodoffices.web.views.failures.server_error"
