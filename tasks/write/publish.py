"""How a run's parts become visible: all at once, by swapping one symbolic link.

    output/documents           -> .corrigenda/current/documents      (also edits, names, rejected, _manifest.json)
    output/.corrigenda/current -> generations/000007
    output/.corrigenda/generations/000007/documents/part-….parquet
    output/.corrigenda/staging/                          parts finished, not published yet

A reader at any moment sees one generation, whole. The one before stays until the next run publishes, for readers that
have resolved its path. Parts are hard links where the file system has them. A run that dies leaves its finished parts
in staging/, for the next to take up.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.errors import UserError
from tasks.write import manifest, part
from tasks.write.files import write_bytes
from tasks.write.manifest import Manifest
from tasks.write.part import Receipt
from tasks.write.schemas import PARTS, TABLES, Table

STATE = ".corrigenda"
INDEX = "_pages.parquet"
VISIBLE = (*TABLES, manifest.NAME)

Step = Callable[[str], None]
"""Called with the name of each step of the publish before it is taken; tests kill the run there."""


@dataclass(frozen=True)
class Made:
    """A part that is ready to be published: what it holds, and where the file of each table stands."""

    receipt: Receipt
    paths: Mapping[Table, Path]

    @classmethod
    def at(cls, folder: Path, receipt: Receipt) -> Made:
        """A part whose files all stand in one folder of parts, under its name."""
        return cls(receipt, {table: part.path_of(folder, table, receipt.name) for table in PARTS})


class Generations:
    """The generations of an output folder: the published one, and the one being made."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state = output / STATE
        self.staging = self.state / "staging"
        self._folder = self.state / "generations"

    def open(self) -> None:
        """Make the folders. Raises UserError where the output cannot be written or holds something else."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.prepare(self.staging)
        except (FileExistsError, NotADirectoryError):
            raise UserError(f"{self.output}: not a folder: choose another --output") from None
        except OSError as error:
            raise UserError(f"{self.output}: cannot be written ({error.strerror}): choose another --output") from None
        self._try_links()
        for name in VISIBLE:
            path = self.output / name
            if path.exists() and not path.is_symlink():
                raise UserError(f"{path}: stands where the output goes, but is not of its making: move it elsewhere")

    def _try_links(self) -> None:
        trial = self.state / f".link.{os.getpid()}.tmp"
        try:
            trial.symlink_to("generations")
            trial.unlink()
        except OSError as error:
            raise UserError(
                f"{self.output}: its file system has no symbolic links ({error.strerror}), by which a run publishes:"
                " choose an --output elsewhere"
            ) from None

    @property
    def current(self) -> Path | None:
        """The folder of the published generation, None before the first."""
        folder = self.state / "current"
        return folder.resolve() if folder.is_dir() else None

    def published(self) -> Manifest | None:
        """The manifest of the published generation, None where there is none that can be read."""
        try:
            return manifest.read(self.state / "current" / manifest.NAME)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def publish(
        self, wanted: Manifest, parts: Sequence[Made], index: Callable[[Path], None], step: Step = lambda _: None
    ) -> None:
        """Make a new generation of these parts, and make it the one that is seen.

        `index` writes the list of pages to a path. Raises OSError, before anything that is seen has changed.
        """
        before = self.current
        folder = self._folder / f"{int(before.name) + 1 if before else 1:06}"
        step("assemble")
        shutil.rmtree(folder, ignore_errors=True)
        _assemble(folder, parts)
        step("index")
        index(folder / INDEX)
        step("manifest")
        write_bytes(folder / manifest.NAME, wanted.dump())
        step("sync")
        _sync(folder)
        _sync_path(self._folder)
        step("links")
        for name in VISIBLE:
            _point(self.output / name, Path(STATE, "current", name))
        step("swap")
        _point(self.state / "current", Path("generations", folder.name))
        _sync_path(self.state)
        step("tidy")
        self._tidy(keep={folder.resolve(), before})
        step("done")

    def _tidy(self, keep: set[Path | None]) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        for old in self._folder.iterdir():
            if old.resolve() not in keep:
                shutil.rmtree(old, ignore_errors=True)


def _assemble(folder: Path, parts: Sequence[Made]) -> None:
    for table in PARTS:
        (folder / table).mkdir(parents=True)
        for made in parts:
            _link(made.paths[table], part.path_of(folder, table, made.receipt.name))


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without hard links, or too many of them
        shutil.copyfile(old, new)


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
            _sync_path(Path(root, name))
        _sync_path(Path(root))


def _sync_path(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
