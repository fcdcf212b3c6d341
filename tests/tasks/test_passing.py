import errno

import pytest

from tasks.errors import Unreachable, UserError
from tasks.passing import may_pass
from tasks.tables import Problem, TableError


class ClientConnectionError(Exception):
    __module__ = "aiohttp.client_exceptions"


class Disconnected(ClientConnectionError):
    pass


def raised_from(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(),
        TimeoutError(),
        OSError(errno.ESTALE, "Stale file handle"),
        OSError(errno.EHOSTUNREACH, "No route to host"),
        Unreachable("the store"),
        Disconnected(),
        raised_from(OSError("Connect timeout"), ConnectionError()),
    ],
    ids=repr,
)
def test_network_and_storage_may_come_back(error):
    assert may_pass(error)


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "x"),
        PermissionError(errno.EACCES, "x"),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EROFS, "Read-only file system"),
        OSError(errno.EIO, "a bad sector stays one"),
        UserError("wrong"),
        TableError([Problem("a.csv", 2, "wrong", "put it right")]),
        ValueError("a page"),
        None,
    ],
    ids=repr,
)
def test_pages_tables_and_full_disks_do_not(error):
    assert not may_pass(error)
