"""How a run's parts become visible: all at once, by swapping one symbolic link.

    output/documents       -> .corrigenda/current/documents      (the same for edits, names, rejected, _manifest.json)
    output/.corrigenda/current -> generations/000007
    output/.corrigenda/generations/000007/documents/part-….parquet
    output/.corrigenda/generations/000008/               being made; parts that did not change are hard links

A reader at any moment sees one generation, whole. The one before stays until the next run publishes, for readers that
have resolved its path. A run that dies leaves its finished parts in the generation being made, for the next to take up.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tasks.errors import UserError
from tasks.write import manifest, part
from tasks.write.manifest import Manifest
from tasks.write.part import Receipt
from tasks.write.schemas import TABLES

STATE = ".corrigenda"
VISIBLE = (*TABLES, manifest.NAME)

Step = Callable[[str], None]
"""Called with the name of each step of the publish before it is taken; tests kill the run there."""


class Generations:
    """The generations of an output folder: the published one, and the one being made."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state = output / STATE
        self._folder = self.state / "generations"

    def open(self) -> None:
        """Make the folders. Raises UserError where the output cannot be written or holds something else."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise UserError(f"{self.output}: not a folder: choose another --output") from None
        except OSError as error:
            raise UserError(f"{self.output}: cannot be written ({error.strerror}): choose another --output") from None
        for name in VISIBLE:
            path = self.output / name
            if path.exists() and not path.is_symlink():
                raise UserError(f"{path}: stands where the output goes, but was not made by this program: move it away")

    @property
    def current(self) -> Path | None:
        """The folder of the published generation, None before the first."""
        folder = self.state / "current"
        return folder.resolve() if folder.is_dir() else None

    @property
    def next(self) -> Path:
        """The folder of the generation being made."""
        current = self.current
        return self._folder / f"{int(current.name) + 1 if current else 1:06}"

    def published(self) -> Manifest | None:
        """The manifest of the published generation, None where there is none that can be read."""
        try:
            return manifest.read(self.state / "current" / manifest.NAME)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def publish(self, wanted: Manifest, step: Step = lambda _: None) -> None:
        """Make the generation complete and visible. Every part of `wanted` is in it or in the published one."""
        folder, before = self.next, self.current
        step("link")
        self._assemble(folder, before, wanted.parts)
        step("manifest")
        part.write_bytes(folder / manifest.NAME, wanted.dump())
        step("sync")
        _sync(folder)
        step("links")
        for name in VISIBLE:
            _point(self.output / name, Path(STATE, "current", name))
        step("swap")
        _point(self.state / "current", Path("generations", folder.name))
        _sync_folder(self.state)
        step("tidy")
        self._tidy(keep={folder, before})
        step("done")

    def _assemble(self, folder: Path, before: Path | None, parts: Sequence[Receipt]) -> None:
        part.prepare(folder)
        names = {f"part-{receipt.key}.parquet" for receipt in parts}
        for table in TABLES:
            there = {path.name for path in (folder / table).iterdir()}
            for stray in there - names:
                (folder / table / stray).unlink()
            for name in names - there:
                assert before is not None, name
                _link(before / table / name, folder / table / name)
        shutil.rmtree(folder / part.RECEIPTS)

    def _tidy(self, keep: set[Path | None]) -> None:
        for old in self._folder.iterdir():
            if old not in keep:
                shutil.rmtree(old, ignore_errors=True)


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:
        temporary = new.with_name(f".{new.name}.tmp")
        shutil.copyfile(old, temporary)
        temporary.replace(new)


def _point(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    temporary = link.with_name(f".{link.name}.tmp")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(link)


def _sync(folder: Path) -> None:
    for root, _, names in os.walk(folder):
        for name in names:
            _sync_path(Path(root, name), os.O_RDONLY)
        _sync_folder(Path(root))


def _sync_folder(folder: Path) -> None:
    _sync_path(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync_path(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
