"""prefect.yaml and what stands beside it, held against the pinned Prefect: it ignores a misspelt key in silence."""

import copy
import importlib
import inspect
from functools import cache
from pathlib import Path

import pytest
import yaml
from prefect.cli.deploy._models import (
    ConcurrencyLimitSpec,
    DeploymentConfig,
    PrefectYamlModel,
    RawScheduleConfig,
    WorkPoolConfig,
)
from prefect.client.schemas.objects import ConcurrencyLimitStrategy
from prefect.events.schemas.automations import AutomationCore
from prefect.logging.configuration import DEFAULT_LOGGING_SETTINGS_PATH, to_envvar
from prefect.settings import Settings
from prefect.settings.models.flows import FlowsSettings
from prefect.utilities.callables import parameter_schema
from prefect.workers.process import ProcessWorker

from flows import serve
from flows.clean import clean

ROOT = Path(__file__).parent.parent.parent
FILE = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
AUTOMATIONS = yaml.safe_load((ROOT / "flows" / "automations.yaml").read_text(encoding="utf-8"))


def keys_of(model):
    return {name for field, info in model.model_fields.items() for name in (field, info.alias) if name}


@cache
def environment_names(model=Settings):
    """The names of all settings, as environment variables."""
    names = set()
    for info in model.model_fields.values():
        nested = info.annotation
        if inspect.isclass(nested) and hasattr(nested, "model_fields"):
            names |= environment_names(nested)
        choices = getattr(info.validation_alias, "choices", [])
        names |= {choice.upper() for choice in choices if isinstance(choice, str)}
    return names


@cache
def logging_names():
    """The environment variables that override a line of Prefect's logging.yml."""
    file = yaml.safe_load(DEFAULT_LOGGING_SETTINGS_PATH.read_text(encoding="utf-8"))
    return {to_envvar("PREFECT_LOGGING_" + "_".join(map(str, path))).upper() for path in places(file)}


def problems(file):
    """Every key of a prefect.yaml that Prefect does not know, and every value that is not what it takes."""
    yield from unknown(file, keys_of(PrefectYamlModel), "")
    for deployment in file.get("deployments", []):
        name = deployment.get("name", "?")
        yield from unknown(deployment, keys_of(DeploymentConfig), name)
        yield from unknown(deployment.get("concurrency_limit", {}), keys_of(ConcurrencyLimitSpec), name)
        if deployment.get("concurrency_limit", {}).get("collision_strategy") not in set(ConcurrencyLimitStrategy):
            yield f"{name}: collision_strategy"
        for schedule in deployment.get("schedules", []):
            yield from unknown(schedule, keys_of(RawScheduleConfig), name)
        yield from unknown(deployment.get("parameters", {}), set(inspect.signature(clean.fn).parameters), name)
        yield from pool_problems(deployment.get("work_pool", {}), name)
    for step in file.get("pull", []):
        yield from step_problems(step)


@cache
def job_variables():
    """What the base job template of a process leaves open."""
    return set(ProcessWorker.get_default_base_job_template()["variables"]["properties"])


def pool_problems(pool, name):
    yield from unknown(pool, keys_of(WorkPoolConfig), name)
    variables = job_variables()
    yield from unknown(pool.get("job_variables", {}), variables, name)
    for variable in pool.get("job_variables", {}).get("env", {}):
        if variable not in environment_names() | logging_names():
            yield f"{name}: {variable}"


def step_problems(step):
    for path, arguments in step.items():
        module, _, function = path.rpartition(".")
        try:
            inspect.signature(getattr(importlib.import_module(module), function)).bind(**arguments)
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            yield f"pull: {path}: {error}"


def unknown(mapping, known, where):
    yield from (f"{where}: {key}" for key in mapping if key not in known)


def places(node, path=()):
    """The path of every key of a file, but for those of free text."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, (*path, number))


def misspelt(path):
    file = copy.deepcopy(FILE)
    node = file
    for step in path[:-1]:
        node = node[step]
    node[f"{path[-1]}x"] = node.pop(path[-1])
    return file


def test_every_key_is_known_to_the_pinned_prefect():
    assert list(problems(FILE)) == []
    PrefectYamlModel.model_validate(FILE)


@pytest.mark.parametrize("path", list(places(FILE)), ids=lambda path: ".".join(map(str, path)))
def test_a_misspelt_key_is_noticed(path):
    assert list(problems(misspelt(path)))


def test_the_file_was_written_for_the_installed_prefect():
    import prefect

    assert FILE["prefect-version"] == prefect.__version__


def test_two_runs_never_write_one_output_at_a_time():
    for deployment in FILE["deployments"]:
        assert deployment["concurrency_limit"]["limit"] == 1
    assert FILE["deployments"][0]["concurrency_limit"]["collision_strategy"] == "ENQUEUE"


def test_parameters_render_as_a_form():
    schema = parameter_schema(clean)
    for name, told in schema.properties.items():
        assert told.get("description"), name
        assert told["title"] == name
    assert schema.properties["names"]["enum"] == ["apply", "annotate", "off"]
    assert schema.properties["apply"]["enum"] == ["certain", "probable"]
    assert schema.properties["pool"]["enum"] == ["processes", "threads", "dask"]
    assert schema.properties["force"]["type"] == "boolean"
    assert schema.required == ["source"]


def test_the_automation_is_one_and_every_key_of_it_is_kept():
    (given,) = AUTOMATIONS["automations"]
    taken = AutomationCore.model_validate(given).model_dump(mode="json", exclude_unset=True)
    assert set(taken) == set(given)
    assert set(taken["trigger"]) == set(given["trigger"])
    assert set(taken["actions"][0]) == set(given["actions"][0])


def test_a_dead_run_is_noticed_after_three_signs_of_life_have_not_come():
    (automation,) = AUTOMATIONS["automations"]
    for deployment in FILE["deployments"]:
        seconds = int(deployment["work_pool"]["job_variables"]["env"]["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
        assert seconds >= FlowsSettings.model_fields["heartbeat_frequency"].metadata[0].ge
        assert automation["trigger"]["within"] == 3 * seconds
        assert automation["trigger"]["match_related"]["prefect.resource.id"] == f"prefect.tag.{deployment['tags'][0]}"


def test_what_make_serve_starts_is_what_stands_here():
    assert {deployment["work_pool"]["name"] for deployment in FILE["deployments"]} == {serve.POOL}
