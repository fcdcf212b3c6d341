"""An output on S3, GCS or any other fsspec store: a run works in a mirror on this machine and sends what is new.

A store has no symbolic links to swap, so the order of sending is what readers rely on: parts first (their names are
hashes of what they hold, none is ever overwritten), then the manifest, then what is no longer wanted goes. Readers go
by the manifest. State of the run is kept beside it, so that the next run, on any machine, goes on from there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import fsspec

from tasks.errors import UserError
from tasks.write import manifest
from tasks.write.publish import STATE, VISIBLE

LOCK = f"{STATE}/lock"
_GENERATION = f"{STATE}/generations/000001"
_KEPT = (f"{STATE}/state.json", f"{STATE}/survey")


def is_remote(output: str) -> bool:
    """Whether `output` is a URL of a store rather than a path."""
    return "://" in output and not output.startswith("file://")


def folder_of(output: str) -> contextlib.AbstractContextManager[Path]:
    """The folder in which a run works: `output` itself, or its mirror where it is a store. Raises UserError."""
    if is_remote(output):
        return mirrored(output)
    return contextlib.nullcontext(Path(output.removeprefix("file://")))


@contextlib.contextmanager
def mirrored(url: str) -> Iterator[Path]:
    """A folder on this machine that stands for the output at `url`; when the block ends well, it is sent there.

    Raises UserError where the store cannot be used, or where another run holds it.
    """
    store = _Store(url)
    with store.locked():
        folder = store.folder()
        store.fetch(folder)
        yield folder
        store.send(folder)


class _Store:
    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self.system, self.root = fsspec.core.url_to_fs(self.url)
        except (ImportError, ValueError) as error:
            raise UserError(f"{url}: {error}") from None

    def folder(self) -> Path:
        """Where the mirror stands: in the user's cache, by the hash of the URL."""
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cache / "corrigenda" / hashlib.sha256(self.url.encode()).hexdigest()[:16]

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for this run. Raises UserError at once where another run does."""
        holder = json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode()
        with self._explained("cannot be written"):
            try:
                self.system.pipe_file(self._path(LOCK), holder, mode="create")
            except FileExistsError:
                raise UserError(self._held()) from None
        try:
            yield
        finally:
            self.system.rm_file(self._path(LOCK))

    def _held(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads(self.system.cat_file(self._path(LOCK)))
            who = f"process {holder['pid']} on {holder['host']}"
            return f"{self.url}: {who} is writing to it: wait, or, if that run is dead, remove {self.url}/{LOCK}"
        return f"{self.url}: another run is writing to it: wait, or, if that run is dead, remove {self.url}/{LOCK}"

    def fetch(self, folder: Path) -> None:
        """Make the mirror what the store holds, where it is not so already."""
        with self._explained("cannot be read"):
            there = self._read(manifest.NAME)
            current = folder / STATE / "current" / manifest.NAME
            if current.is_file() and current.read_bytes() == there:
                return
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            if there is None:
                return
            for name in self._names():
                if not name.startswith(STATE):
                    self._get(name, folder / _GENERATION / name)
                elif name.startswith(_KEPT):
                    self._get(name, folder / name)
        (folder / STATE / "current").symlink_to("generations/000001")
        for name in VISIBLE:
            (folder / name).symlink_to(Path(STATE, "current", name))

    def send(self, folder: Path) -> None:
        """Send what the mirror holds and the store does not; the manifest after the parts, removals last."""
        generation = (folder / STATE / "current").resolve()
        wanted = {str(path.relative_to(generation)): path for path in generation.rglob("*") if path.is_file()}
        last = wanted.pop(manifest.NAME)
        state = [path for kept in _KEPT for path in (folder / kept, *(folder / kept).rglob("*")) if path.is_file()]
        report = [path for path in (folder / "report").rglob("*") if path.is_file()]
        with self._explained("cannot be written"):
            there = set(self._names())
            for name in sorted(set(wanted) - there):
                self.system.put_file(str(wanted[name]), self._path(name))
            if self._read(manifest.NAME) != last.read_bytes():
                self.system.put_file(str(last), self._path(manifest.NAME))
            for path in (*report, *state):
                self.system.put_file(str(path), self._path(path.relative_to(folder).as_posix()))
            ours = {path.relative_to(folder).as_posix() for path in (*report, *state)} | {manifest.NAME, LOCK}
            for name in sorted(there - set(wanted) - ours):
                if name.split("/")[0] in (*VISIBLE, STATE, *(Path(part).parts[0] for part in wanted)):
                    self.system.rm_file(self._path(name))

    def _names(self) -> list[str]:
        self.system.invalidate_cache()
        root = self.system._strip_protocol(self.root).rstrip("/")
        return [name[len(root) + 1 :] for name in self.system.find(self.root)]

    def _path(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    def _read(self, name: str) -> bytes | None:
        try:
            content: bytes = self.system.cat_file(self._path(name))
        except FileNotFoundError:
            return None
        return content

    def _get(self, name: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.system.get_file(self._path(name), str(path))

    @contextlib.contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error) or type(error).__name__
            raise UserError(f"{self.url}: {what} ({reason}): check the address and your credentials") from None
