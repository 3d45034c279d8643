"""The docai pipeline: filings from EDGAR into the lake, a Spark job that writes them as Delta tables, a check of both.

Run without arguments it writes ``docai_data_pipeline.yaml`` to the current folder; ``compile``, ``submit`` and
``schedule`` do more, ``--help`` says what.
"""

import os
import sys

if not __package__:
    # Run as a file (``python docai_pipeline.py``): import from the folder of packages, not from this one.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

from contextlib import nullcontext
from importlib.resources import as_file, files
from typing import Any

from kfp import dsl
from kfp.components import load_component_from_file

from docai.runtime.program import run_program
from kf_pipeline.commands import Commands
from kf_pipeline.images import images
from kf_pipeline.parameters import described, reshaped
from kf_pipeline.task_settings import (
    CompileOptions,
    Placement,
    compiling,
    current,
    settle_cleanup,
    settle_coverage,
    settle_loader,
    settle_spark,
)

IMAGES = images()


def _component(name: str) -> Any:
    with as_file(files("kf_pipeline") / name) as path:
        return load_component_from_file(str(path))


create_data_loader_op = _component("data_loader_comp.yaml")
create_spark_app_op = _component("spark_delta_comp.yaml")
coverage_op = _component("coverage_comp.yaml")
clean_up_op = _component("cleanup_comp.yaml")


@dsl.pipeline(  # type: ignore[untyped-decorator]
    name="docai data pipeline",
    description="Load 10k files to Azure storage, run spark job to pick the data and load back to Azure Storage in delta format",
)
def docai_data_pipeline(
    lake: str,
    user_agent: str,
    tickers: str = "",
    ciks: str = "",
    companies: str = "",
    index: str = "",
    all_filers: bool = False,
    filed_from: str = "",
    filed_to: str = "",
    forms: str = "",
    amendments: bool = False,
    limit: str = "",
    max_filings: str = "",
    tolerate: str = "1%",
    edgar_url: str = "",
    loader_patience: str = "30m",
    coverage: bool = True,
    data_loader_image: str = IMAGES.data_loader,
    spark_job_image: str = IMAGES.spark_job,
    spark_delta_image: str = IMAGES.spark_delta,
    spark_namespace: str = "",
    spark_service_account: str = "spark",
    spark_identity: str = "workload",
    spark_account_key_secret: str = "",
    spark_timeout: str = "",
    spark_pickup_timeout: str = "5m",
    spark_attempts: int = 3,
    spark_on_stop: str = "delete",
    driver_memory: str = "2g",
    executors: int = 2,
    max_executors: str = "",
    executor_cores: int = 2,
    executor_memory: str = "2g",
    executor_overhead: str = "4g",
    node_selector: str = "",
    tolerations: str = "",
    writer_arguments: str = "",
    step_node_selector: dict[
        str, str
    ] = {},  # noqa: B006 - KFP reads the default and changes nothing
    step_tolerations: list[dict[str, str]] = [],  # noqa: B006
) -> None:
    """Load filings, write the tables, check that nothing is missing.

    Args:
        lake: where filings and tables stand: abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT.
        user_agent: who asks EDGAR: a name and a mail address, as the SEC requires.
        tickers: companies by ticker: AAPL,MSFT.
        ciks: companies by CIK: 320193,789019.
        companies: companies by name, former ones too.
        index: all filers of these quarters: 2023Q1..2024Q4.
        all_filers: all filers of all quarters.
        filed_from: filed on this day or later: 2020-01-01, or 7d for seven days before today.
        filed_to: filed on this day or earlier: 2024-12-31, or 1d for yesterday.
        forms: form types: 10-K,10-KT, or all; every variant of the 10-K when empty.
        amendments: the amended forms too.
        limit: select so many filings at most.
        max_filings: end step 1 cleanly after so many filings.
        tolerate: how many filings may fail, in each step: 25 or 1%.
        edgar_url: one server for both of EDGAR's hosts, instead of the SEC's own.
        loader_patience: how long step 1 goes on trying while EDGAR does not answer: 30m; 0 ends it at once.
        coverage: step 3, which holds EDGAR's index against lake and tables and fails when more is missing than tolerate allows.
        data_loader_image: image of steps 1 and 3.
        spark_job_image: image of step 2 and of the exit handler.
        spark_delta_image: image of the Spark driver and its executors.
        spark_namespace: where the Spark application runs; the pipeline's own namespace when empty.
        spark_service_account: service account of the driver.
        spark_identity: how the Spark job signs in at the storage: workload, key or none.
        spark_account_key_secret: the secret with the account key, as NAME:KEY.
        spark_timeout: stop the application when it runs longer: 6h.
        spark_pickup_timeout: give up when the Spark Operator says nothing of the application for so long; a busy one takes minutes.
        spark_attempts: how many applications at most, when the infrastructure takes one away (eviction, lost node).
        spark_on_stop: what a cancelled step does to the application: delete it, or leave it for the next start.
        driver_memory: heap of the driver.
        executors: executors to begin with.
        max_executors: let their number grow up to this.
        executor_cores: tasks at once in an executor.
        executor_memory: heap of an executor.
        executor_overhead: memory of an executor beside its heap, for the Python processes that read documents.
        node_selector: labels of the nodes: pool=spark.
        tolerations: taints to stand on: pool=spark:NoSchedule.
        writer_arguments: more options of the writer: --optimize --vacuum-hours 168.
        step_node_selector: labels of the nodes for the steps' own pods: pool=steps; in KFP's form {"pool": "steps"}.
        step_tolerations: taints that the steps' own pods tolerate: pool=steps:NoSchedule; in KFP's form a list as in a pod.
    """
    place = Placement(step_node_selector, step_tolerations)
    if current().local:
        handler: Any = nullcontext()
    else:
        cleanup = clean_up_op(
            lake=lake, run_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER, namespace=spark_namespace
        )
        settle_cleanup(cleanup, place).set_container_image(spark_job_image)
        handler = dsl.ExitHandler(exit_task=cleanup, name="load and write")
    with handler:
        step1 = create_data_loader_op(
            lake=lake,
            user_agent=user_agent,
            run_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER,
            tickers=tickers,
            ciks=ciks,
            companies=companies,
            index=index,
            all_filers=all_filers,
            filed_from=filed_from,
            filed_to=filed_to,
            forms=forms,
            amendments=amendments,
            limit=limit,
            max_filings=max_filings,
            tolerate=tolerate,
            edgar_url=edgar_url,
            patience=loader_patience,
        )
        step2 = create_spark_app_op(
            lake=lake,
            run_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER,
            image=spark_delta_image,
            namespace=spark_namespace,
            service_account=spark_service_account,
            identity=spark_identity,
            account_key_secret=spark_account_key_secret,
            timeout=spark_timeout,
            pickup_timeout=spark_pickup_timeout,
            attempts=spark_attempts,
            on_stop=spark_on_stop,
            driver_memory=driver_memory,
            executors=executors,
            max_executors=max_executors,
            executor_cores=executor_cores,
            executor_memory=executor_memory,
            executor_overhead=executor_overhead,
            node_selector=node_selector,
            tolerations=tolerations,
            tolerate=tolerate,
            writer_arguments=writer_arguments,
        ).after(step1)
        step3 = coverage_op(
            lake=lake,
            run_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER,
            check=coverage,
            tickers=tickers,
            ciks=ciks,
            companies=companies,
            index=index,
            all_filers=all_filers,
            filed_from=filed_from,
            filed_to=filed_to,
            forms=forms,
            amendments=amendments,
            limit=limit,
            max_filings=max_filings,
            tolerate=tolerate,
            edgar_url=edgar_url,
        ).after(step2)
        settle_loader(step1, place)
        settle_spark(step2, place)
        settle_coverage(step3, place)
        step1.set_container_image(data_loader_image)
        step2.set_container_image(spark_job_image)
        step3.set_container_image(data_loader_image)


def pipeline_with(options: CompileOptions) -> Any:
    """Return the pipeline as ``options`` want it, ready for KFP's compiler; raises BadPipeline."""
    # kfp.local would take these, and ignore them.
    fixed = {
        "data_loader_image": options.images.data_loader,
        "spark_job_image": options.images.spark_job,
        "step_node_selector": {},
        "step_tolerations": [],
    }
    made = docai_data_pipeline
    left_out = fixed if options.local else {}
    meanings = {name: one for name, one in parameter_meanings().items() if name not in left_out}
    description = described(made.description, meanings, grouped=options.grouped)
    function = reshaped(made.pipeline_func, left_out, grouped=options.grouped)
    with compiling(options):
        return dsl.pipeline(name=made.name, description=description)(function)


def parameter_meanings() -> dict[str, str]:
    """Return what each parameter is, by its known name, in the order of the pipeline's function."""
    inputs = docai_data_pipeline.component_spec.inputs
    return {name: str(spec.description) for name, spec in inputs.items()}


COMMANDS = Commands(docai_data_pipeline, pipeline_with)
main, parsers = COMMANDS.main, COMMANDS.parsers


if __name__ == "__main__":
    run_program(main)
