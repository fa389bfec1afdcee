"""Packages."""
def test_it(ana):
    r = ana.get("/packages/")
    assert r.status_code == 200
    print(r.content.decode()[:3000])
    r = ana.get("/packages/try/?pick-philadelphi=two_phase_withdrawal")
    assert r.status_code == 200
    r = ana.get("/packages/compare/")
    assert r.status_code == 200
    r = ana.get("/phases/")
    assert r.status_code == 200
    u = r.context["page"].arrange
    r = ana.get(u)
    assert r.status_code == 200
    print([s.id for s in r.context["page"].steps])
