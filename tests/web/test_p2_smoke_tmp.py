from django.test import Client
from goodoffices.storage.desk import Desk
import re
def test_smoke(desk: Desk, browsers: dict[str, Client]) -> None:
    ana = browsers["ana"]
    day="2026-11-20"
    r = ana.post("/meeting/", {"where":"Doha","held_on":day,"channel":"shuttle","round":"doha_round","present":["hamas"],"others":"A. B.","said1_speaker":"hamas","said1_words":"We might wait.","said2_speaker":"mossad","said2_words":"No.","asked1_by":"hamas","asked1_to":"israel","asked1_words":"Ask them.","promised1_to":"hamas","promised1_text":"A map","promised1_due":"2026-11-22","said_rows":"2","asked_rows":"1","promised_rows":"1"})
    print(r.status_code, r.headers.get("Location"), re.findall("error-summary.*", r.content.decode())[:2])
    m = r.headers["Location"]
    mid = m.strip("/").split("/")[-1]
    seen = desk.state().record
    sid = [s.id for s in seen.statements if s.meeting==mid]
    msg = seen.messages[0].id
    note=[n.id for n in seen.notes if n.kind.value=="promise"][0]
    for url in ["/","/?questions=all","/?since=cairo_round","/meeting/",m,m+"read-out/?to=hamas",f"{m}answer/{sid[0]}/?as=supersedes","/messages/","/messages/new/",f"/messages/{msg}/edit/",f"/messages/{msg}/conveyed/",f"/messages/{msg}/reply/","/people/","/people/new/","/people/israel/edit/","/rounds/","/rounds/new/","/rounds/doha_round/","/rounds/cairo_round/","/rounds/doha_round/edit/","/rounds/doha_round/delegation/israel/","/rounds/doha_round/delegation/hamas/","/documents/","/documents/efe_report/","/documents/efe_report/edit/","/documents/efe_report/file","/calendar/","/calendar/?month=2024-08","/calendar/calendar.ics","/calendar/new/",f"/calendar/{note}/edit/"]:
        r = ana.get(url)
        print(r.status_code, url, len(r.content))
        assert r.status_code==200, url
    print(ana.get("/").content.decode()[2500:])
