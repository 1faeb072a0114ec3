"""Do the tests notice? Breaks the code of a folder on purpose, in a copy, and says what no test noticed.

    .venv/bin/python bench/mutaties.py src/meedoen/basis/access --aantal 12
    .venv/bin/python bench/mutaties.py src/meedoen/pip/services --zaad 7 --buren

The same seed breaks the same places of the same code. Ends with exit code 1 when too many survive.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from meedoen.cli import quick

CHECKOUT = Path(__file__).resolve().parents[1]
MADE = "src/**/*.mo"
LINKED = ("node_modules",)
PATIENCE = 3
"""A run so many times as long as the one of unbroken code hangs; that is noticed too."""
FLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


@dataclass(frozen=True)
class Mutation:
    """One place, and what stands there instead. Places are in bytes, as Python counts columns."""

    file: str
    line: int
    begin: int
    end: int
    was: str
    becomes: str

    def __str__(self) -> str:
        was, becomes = (" ".join(text.split()) or "nothing" for text in (self.was, self.becomes))
        return f"{self.file}:{self.line}  {was[:70]}  ->  {becomes[:70]}"


def mutations(file: str, source: bytes) -> Iterator[Mutation]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(source)
    untouched = set(_untouched(tree))
    for node in ast.walk(tree):
        if id(node) in untouched or not isinstance(node, ast.expr | ast.stmt):
            continue
        for place, becomes in _broken(node):
            begin = starts[place.lineno - 1] + place.col_offset
            end = starts[(place.end_lineno or place.lineno) - 1] + (place.end_col_offset or 0)
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                begin -= 1  # the @ of its decorator
            yield Mutation(file, place.lineno, begin, end, source[begin:end].decode(), becomes)


def _untouched(tree: ast.AST) -> Iterator[int]:
    """What does not run, or not in a way that a test should notice: types, __all__, what is only for them."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = node.args
            every = [*arguments.args, *arguments.posonlyargs, *arguments.kwonlyargs]
            parts = [node.returns, *(argument.annotation for argument in every)]
        elif isinstance(node, ast.ClassDef):
            declared = (ast.Assign, ast.AnnAssign)  # the fields of a table or a form
            parts = [line.value for line in node.body if isinstance(line, declared)]
        elif isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            parts = [node]
        elif isinstance(node, ast.Raise):
            parts = [node.exc]  # the words of an error
        for part in filter(None, parts):
            yield from (id(inner) for inner in ast.walk(part))


def _broken(node: ast.expr | ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    if isinstance(node, ast.stmt):
        yield from _broken_statement(node)
        return
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            for flip in FLIPS.get(type(operator), ()):
                yield node, _inside(ast.Compare(left, [flip()], [right]))
        case ast.BoolOp(op=operator, values=values):
            yield node, _inside(ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, _inside(operand)
        case ast.IfExp(test=test):
            yield test, _inside(ast.UnaryOp(ast.Not(), test))
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, f"({value + 1})"


def _broken_statement(node: ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.If(test=test) | ast.While(test=test):
            yield test, _inside(ast.UnaryOp(ast.Not(), test))
        case ast.Expr(value=ast.Call()):
            yield node, "pass"
        case ast.Return(value=value) if value is not None:
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield node, "return None"
        case ast.FunctionDef(decorator_list=decorators) | ast.ClassDef(decorator_list=decorators):
            yield from ((one, "") for one in decorators if "atomic" in ast.unparse(one))


def _inside(expression: ast.expr) -> str:
    return f"({ast.unparse(ast.fix_missing_locations(expression))})"


def sample(folder: str, seed: int, most: int) -> list[Mutation]:
    """Choose at random, each file and line as likely as another; never two of one line."""
    files = sorted(CHECKOUT.joinpath(folder).rglob("*.py"))
    ours = [path for path in files if not {"tests", "migrations"} & set(path.parts)]
    found = [
        mutation
        for path in ours
        if path.name not in {"conftest.py", "apps.py"}
        for mutation in mutations(path.relative_to(CHECKOUT).as_posix(), path.read_bytes())
    ]
    chance = random.Random(seed)  # noqa: S311  # no secret
    chance.shuffle(found)
    one_a_line = {(mutation.file, mutation.line): mutation for mutation in reversed(found)}
    chosen = list(one_a_line.values())[::-1][:most]
    return sorted(chosen, key=lambda mutation: (mutation.file, mutation.line))


def copy_checkout(to: Path) -> None:
    """Copy what git knows, as it stands now, and what was made for it; nothing is changed in place."""
    known = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=CHECKOUT, check=True, capture_output=True
    )
    made = (str(path.relative_to(CHECKOUT)) for path in CHECKOUT.glob(MADE))
    names = [*known.stdout.decode().split("\0"), *made]
    for name in filter(None, names):
        if (CHECKOUT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, to / name)
    for name in LINKED:
        if (CHECKOUT / name).exists():
            (to / name).symlink_to(CHECKOUT / name)


def its_tests(folder: str, files: Sequence[str] = ()) -> list[str]:
    """Return the test files of a folder, and those elsewhere that import one of these files."""
    every = quick.all_tests(CHECKOUT)
    inside = quick.choose([f"{folder}/x.py"], every).tests
    return list(dict.fromkeys([*inside, *quick.choose(files, every).tests]))


def run_tests(copy: Path, tests: Sequence[str], seconds: float | None = None) -> tuple[bool, str]:
    """Run these tests on the copy until one fails. Returns whether all passed, and what was said last."""
    words = ("-q", "-x", "-p", "no:cacheprovider", "-m", "not browser and not alleen and not traag")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")}
    environment |= {"PYTHONPATH": str(copy / "src"), "MEEDOEN_OMGEVING": "ontwikkeling"}
    command = [sys.executable, "-X", "utf8", "-m", "pytest", *words, *tests]
    try:
        run = subprocess.run(
            command, cwd=copy, env=environment, check=False, capture_output=True, text=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return False, "it hangs"
    lines = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return run.returncode == 0, (lines or run.stdout.splitlines() or ["it does not start"])[-1]


def survives(copy: Path, mutation: Mutation, noticed: Callable[[], tuple[bool, str]]) -> tuple[bool, str]:
    """Break one place, run the tests, mend it."""
    path = copy / mutation.file
    source = path.read_bytes()
    path.write_bytes(source[: mutation.begin] + mutation.becomes.encode() + source[mutation.end :])
    # Python trusts what it compiled before when second and size are the same.
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        compiled.unlink()
    try:
        return noticed()
    finally:
        path.write_bytes(source)
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("map", help="the folder whose code is broken, such as src/meedoen/pip/services")
    words.add_argument("--zaad", type=int, default=1, help="another seed breaks other places")
    words.add_argument("--aantal", type=int, default=10, help="how many places")
    words.add_argument("--buren", action="store_true", help="also run tests elsewhere that import the file")
    words.add_argument("--hoogstens", type=float, default=0.2, help="the share that may survive")
    asked = words.parse_args()
    folder = PurePosixPath(
        os.path.relpath(asked.map, CHECKOUT) if Path(asked.map).is_absolute() else asked.map
    )
    chosen = sample(str(folder), asked.zaad, asked.aantal)
    tests = its_tests(str(folder), [mutation.file for mutation in chosen] if asked.buren else ())
    if not chosen or not tests:
        sys.stdout.write("There is nothing to break here, or no test that could notice.\n")
        return 2
    lived = []
    with tempfile.TemporaryDirectory(prefix="mut-", ignore_cleanup_errors=True) as place:
        copy = Path(place)
        copy_checkout(copy)
        began = time.monotonic()
        passed, said = run_tests(copy, tests)
        if not passed:
            sys.stdout.write(f"The tests fail before anything is broken: {said}\n")
            return 2
        limit = PATIENCE * (time.monotonic() - began)
        for mutation in chosen:
            these = its_tests(str(folder), [mutation.file] if asked.buren else ())
            passed, said = survives(copy, mutation, lambda these=these: run_tests(copy, these, limit))
            lived += [mutation] if passed else []
            sys.stdout.write(f"{'SURVIVES' if passed else 'noticed '}  {mutation}\n")
            sys.stdout.write("" if passed else f"          {said[:150]}\n")
            sys.stdout.flush()
    share = len(lived) / len(chosen)
    sys.stdout.write(
        f"\n{len(lived)} of {len(chosen)} survive ({share:.0%}; at most {asked.hoogstens:.0%})\n"
    )
    return 1 if share > asked.hoogstens else 0


if __name__ == "__main__":
    sys.exit(main())
