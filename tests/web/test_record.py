"""The list of the record: /record/."""

from __future__ import annotations

from django.test import Client

def test_smoke(ana: Client) -> None:
    for url in ["/record/", "/record/?q=prison*", "/record/?kind=document", "/record/s3/","/record/s3/read/","/record/s3/edit/","/record/s3/supersede/","/record/s3/link/","/record/s3/erase/","/record/new-statement/", "/record/efe_report/", "/record/efe/","/record/s1/"]:
        r = ana.get(url)
        print(url, r.status_code, len(r.content))
    print(ana.get("/record/s3/").content.decode())
    print(ana.get("/record/?q=prison*").content.decode()[:9000])
    assert 0
