from grimp import ImportGraph

from tests.house_rules.may_import import MayImportContract


def contract(importers: list[str], allowed: list[str]) -> MayImportContract:
    return MayImportContract(
        name="pure", session_options={}, contract_options={"importers": importers, "allowed": allowed}
    )


def graph(*imports: tuple[str, str]) -> ImportGraph:
    built = ImportGraph()
    for importer, imported in imports:
        for module in (importer, imported):
            built.add_module(module)
            built.add_module(module.rpartition(".")[0] or module)
        built.add_import(importer=importer, imported=imported)
    return built


def test_what_is_allowed_and_the_standard_library_pass() -> None:
    imports = graph(
        ("a.x.domain.rule", "pydantic"), ("a.x.domain.rule", "json"), ("a.x.domain.rule", "a.x.domain.state")
    )
    imports.add_module("a.x.domain")
    assert contract(["a.*.domain"], ["pydantic"]).check(imports, verbose=False).kept


def test_anything_else_is_named_with_its_importer() -> None:
    imports = graph(("a.x.domain.rule", "pymongo"))
    found = contract(["a.*.domain"], ["pydantic"]).check(imports, verbose=False)
    assert not found.kept
    assert found.metadata["strays"] == [("a.x.domain.rule", "pymongo")]


def test_another_service_s_domain_is_not_ones_own() -> None:
    imports = graph(("a.x.domain.rule", "a.y.domain.rule"))
    assert not contract(["a.*.domain"], []).check(imports, verbose=False).kept


def test_a_pattern_names_packages_at_its_own_depth() -> None:
    imports = graph(("a.x.store.domain", "pymongo"))
    assert contract(["a.*.domain"], []).check(imports, verbose=False).kept
