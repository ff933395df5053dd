"""A contract for import-linter: these packages import the standard library and a short list, nothing else."""

import sys
from fnmatch import fnmatchcase

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class MayImportContract(Contract):
    """Names what is allowed, where import-linter's own contracts name what is forbidden.

    `importers` are packages (a `*` stands for one name or part of it), `allowed` are packages too.
    Only direct imports count: what is allowed answers for itself.
    """

    importers = fields.ListField(subfield=fields.StringField())
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        strays = [
            (importer, stray)
            for package in self._packages(graph)
            for importer in sorted({package, *graph.find_descendants(package)})
            for stray in sorted(self._strays(graph, package, importer))
        ]
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, stray in check.metadata["strays"]:
            output.print_error(f"{importer} may not import {stray}", bold=False)

    def _packages(self, graph: ImportGraph) -> list[str]:
        return sorted(
            module
            for module in graph.modules
            for pattern in _texts(self.importers)
            if fnmatchcase(module, pattern) and module.count(".") == pattern.count(".")
        )

    def _strays(self, graph: ImportGraph, package: str, importer: str) -> set[str]:
        allowed = [package, *_texts(self.allowed)]
        return {
            imported
            for imported in graph.find_modules_directly_imported_by(importer)
            if not _is_standard(imported) and not any(_within(imported, home) for home in allowed)
        }


def _texts(field: object) -> list[str]:
    """The contract's fields hold their parsed values; import-linter's types say that they are fields."""
    assert isinstance(field, list)
    return field


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
