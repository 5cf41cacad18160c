"""Fingerprints of code that stay the same when it is moved, renamed with its module, or set among other code.

The fingerprint of a function is made of the set of statements that it reaches: its own definition, and those of the
names of ours in it, and so on, with the data files that they name. Comments, docstrings, layout, imports, annotations
and the names of modules do not count: `html.escape` is `escape`, wherever it is defined.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis import DATA, PACKAGE

Name = tuple[str, str]  # a module, and a name that is defined or imported at its top level


class Statement(NamedTuple):
    """A statement at the top level of a module: what it holds, what it defines, and what of ours is named in it."""

    parts: frozenset[str]  # hashes: of the code, of its data files
    defines: frozenset[str]
    uses: frozenset[Name]


class Module(NamedTuple):
    statements: tuple[Statement, ...]
    imports: dict[str, Name]  # a name in the module -> what it is of ours


def fingerprint(parts: Iterable[str]) -> str:
    return _hash("".join(sorted(parts)).encode())


def reached(names: Iterable[Name]) -> frozenset[str]:
    """The parts of all statements that these names lead to. What is not ours is left out."""
    seen: set[Name] = set()
    found: set[str] = set()
    todo = set(names)
    while todo:
        seen |= todo
        statements = [s for name in todo for s in _defining(*name)]
        found.update(*(s.parts for s in statements))
        imported = {_module(module).imports.get(name) for module, name in todo if _file(module)}
        todo = {*(use for s in statements for use in s.uses), *filter(None, imported)} - seen
    return frozenset(found)


def read(source: str, module: str = "") -> Module:
    """A module's statements."""
    tree = ast.parse(source)
    tree.body = [s for s in tree.body if not (isinstance(s, ast.If) and ast.unparse(s.test) == "TYPE_CHECKING")]
    imports = dict(_imports(tree))
    tree = _Stripped().visit(tree)
    uses = [frozenset(_uses(statement, module, imports)) for statement in tree.body]
    data = [frozenset(_data(statement)) for statement in tree.body]
    tree = _Renamed(imports).visit(tree)
    hashes = [_hash(repr(_shape(statement)).encode()) for statement in tree.body]
    found = zip(hashes, data, tree.body, uses, strict=True)
    return Module(tuple(Statement(files | {h}, frozenset(_defined(s)), used) for h, files, s, used in found), imports)


def _defining(module: str, name: str) -> Iterator[Statement]:
    """The statements that define the name, and those that define nothing but may do something."""
    if _file(module):
        yield from (s for s in _module(module).statements if name in s.defines or not s.defines)


@cache
def _module(name: str) -> Module:
    return read(_file(name).read_text("utf-8"), name)


@cache
def _file(module: str) -> Path | None:
    """The file of a module of ours. The package itself counts as none: it holds a version and hands on names."""
    if not module.startswith("analysis."):
        return None
    path = PACKAGE.parent / module.replace(".", "/")
    return next((f for f in (path.with_suffix(".py"), path / "__init__.py") if f.is_file()), None)


def _imports(tree: ast.Module) -> Iterator[tuple[str, Name]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("analysis"):
            yield from ((alias.asname or alias.name, (node.module, alias.name)) for alias in node.names)


def _uses(statement: ast.stmt, module: str, imports: dict[str, Name]) -> Iterator[Name]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            yield imports.get(node.id, (module, node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imports:
            yield ".".join(imports[node.value.id]), node.attr


def _defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For | ast.With | ast.If | ast.Try):
        yield from (n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _data(statement: ast.stmt) -> Iterator[str]:
    """Hashes of the files of analysis/data whose names are given to a function or put behind a path, in whole or
    without their ending."""
    given: list[ast.expr] = []
    for node in ast.walk(statement):
        given += node.args if isinstance(node, ast.Call) else [node.right] if isinstance(node, ast.BinOp) else []
    words = {node.value for node in given if isinstance(node, ast.Constant)}
    yield from (hashed(path) for path in _data_files() if words & {path.name, path.stem})


@cache
def _data_files() -> list[Path]:
    return [path for path in DATA.rglob("*") if path.is_file()]


@cache
def hashed(path: Path) -> str:
    return _hash(path.read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


class _Stripped(ast.NodeTransformer):
    """Without imports, docstrings and annotations."""

    def visit(self, node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.Import | ast.ImportFrom):
            return None
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = node.body[ast.get_docstring(node) is not None :]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):  # a field of a class stays a field, whatever its type
            node.annotation = ast.Constant(None)
        return self.generic_visit(node)


class _Renamed(ast.NodeTransformer):
    """What is imported from us by the name that it has where it is defined."""

    def __init__(self, imports: dict[str, Name]) -> None:
        self.imports = imports

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and _file(".".join(self.imports.get(node.value.id, ("", "")))):
            return ast.Name(node.attr, node.ctx)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.imports.get(node.id, ("", node.id))[1]
        return node


def _shape(node: object) -> object:
    """As `ast.dump` has it, but the same in all versions of Python: what is empty is left out."""
    if isinstance(node, ast.AST):
        fields = ((name, _shape(value)) for name, value in ast.iter_fields(node) if name not in ("ctx", "kind"))
        return (type(node).__name__, *((name, value) for name, value in fields if value not in (None, ())))
    return tuple(map(_shape, node)) if isinstance(node, list) else node
