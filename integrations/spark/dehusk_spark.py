"""Clean web pages in a Spark DataFrame.

    from dehusk_spark import clean
    cleaned = clean(pages, html="html", url="url")

Each task keeps one `dehusk filter` process for all its rows. A row in is a row out: `text` is the
clean text and `dehusk` what dehusk says of it, as JSON; a document that cannot be cleaned has a null
`text` and its reason in `dehusk`, and costs no other row anything. The rows depend on nothing but the
rows that came in, so a task may be tried again.
"""

import json
import re
import shlex
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.types import StringType, StructField, StructType

__all__ = ["clean", "FilterProcess"]

ADDED = ("text", "dehusk")


def clean(
    frame: DataFrame,
    html: str | None = None,
    text: str | None = None,
    url: str | None = None,
    options: Sequence[str] = (),
    command: Sequence[str] = ("dehusk",),
) -> DataFrame:
    """Cleans the rows of a DataFrame.

    html, text: the columns with the page and with text; html goes first where it is not null.
    url: the column with the page's address, if there is one.
    options: of `dehusk filter`, such as ["--format", "markdown", "--no-ledger"].
    command: how dehusk is called on the workers, such as ["npx", "dehusk"].

    Returns the frame's other columns as they are, then `text` and `dehusk`, both strings. Columns of these
    names, in small letters or capitals, are replaced.
    Raises ValueError when there is no such column, or it is no string.
    """
    if html is None and text is None:
        raise ValueError("Name the column with the page (html) or with the text (text).")
    for option in options:
        # dehusk gets records of its own, in which they are called html and text.
        if option.startswith(("--html-column", "--text-column")):
            raise ValueError(f"{option}: name the column as html or text of clean().")
    for name in (html, text, url):
        if name is not None and name not in frame.columns:
            raise ValueError(f"There is no column {name!r}, but {', '.join(frame.columns)}.")
        if name is not None and not isinstance(frame.schema[name].dataType, StringType):
            kind = frame.schema[name].dataType.simpleString()
            raise ValueError(f"The column {name!r} is {kind}, not string. Bytes: pyspark.sql.functions.decode(…, 'UTF-8').")
    # Spark's names are the same in capitals: a frame with `Text` and `text` could not be written.
    gone = {name.lower() for name in (html, text, *ADDED) if name is not None}
    kept = [field for field in frame.schema.fields if field.name.lower() not in gone]
    schema = StructType(kept + [StructField(name, StringType(), True) for name in ADDED])
    sources = {key: name for key, name in (("html", html), ("text", text), ("url", url)) if name is not None}
    call = [*command, "filter", "--jobs", "1", *options]
    kept_names = [field.name for field in kept]

    def clean_partition(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with FilterProcess(call) as process:
            for batch in batches:
                answers = [json.loads(line) for line in process.ask(_records(batch, sources))]
                texts = [_whole(answer["text"]) for answer in answers]
                reports = [_report(answer) for answer in answers]
                columns = [batch.column(name) for name in kept_names]
                added = [pa.array(values, pa.string()) for values in (texts, reports)]
                yield pa.RecordBatch.from_arrays(columns + added, names=[*kept_names, *ADDED])

    return frame.mapInArrow(clean_partition, schema)


def _records(batch: pa.RecordBatch, sources: dict[str, str]) -> list[bytes]:
    """Rows as lines of JSON, with nothing but what dehusk reads."""
    columns = {key: batch.column(name).to_pylist() for key, name in sources.items()}
    return [
        json.dumps({key: values[row] for key, values in columns.items()}).encode() + b"\n"
        for row in range(batch.num_rows)
    ]


def _report(answer: dict) -> str:
    report = answer["dehusk"]
    if "error" in report:
        # Which line it was of its process depends on what the process did before.
        report["error"]["message"] = re.sub(r"^Line \d+: ", "", report["error"]["message"])
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", json.dumps(report, ensure_ascii=False))


# A page's own data may escape half of a pair, as what cut its title short left it. Arrow's strings are UTF-8,
# which has no such thing: without care the whole partition would fail for it.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def _whole(text: str | None) -> str | None:
    return None if text is None else _HALF_PAIR.sub("\ufffd", text)


class FilterProcess:
    """A `dehusk filter` that is started anew when it dies.

    dehusk itself survives documents that hang, or that take all memory: it says so in their rows. This
    is for what it cannot survive, such as the system's out-of-memory killer.
    """

    def __init__(self, call: Sequence[str]):
        self._call = list(call)
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "FilterProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def ask(self, lines: Sequence[bytes]) -> list[bytes]:
        """Sends lines and returns their answers, one each, in order.

        When the process dies, the lines without an answer are sent again, one by one from then on; a
        line on which it dies twice gets an error for an answer.

        Raises RuntimeError when dehusk does not start.
        """
        answers: list[bytes] = []
        deaths = 0
        one_by_one = False
        while len(answers) < len(lines):
            first = len(answers)
            answers += self._exchange(lines[first : first + 1] if one_by_one else lines[first:])
            if len(answers) > first:
                deaths = 0
            if self._process is None:
                one_by_one = True
                deaths += 1
            if deaths > 2:
                answers.append(_crashed())
                deaths = 0
        return answers

    def _exchange(self, lines: Sequence[bytes]) -> list[bytes]:
        """Returns fewer answers than lines, and leaves no process, when it died."""
        process = self._process or self._start()
        writer = threading.Thread(target=_write, args=(process, lines), daemon=True)
        writer.start()
        answers = []
        for _ in lines:
            answer = process.stdout.readline()
            if not answer.endswith(b"\n"):
                self._stop()
                break
            answers.append(answer)
        writer.join()
        return answers

    def _start(self) -> subprocess.Popen:
        process = self._process = subprocess.Popen(
            self._call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Wrong options, or a Node that is too old, are no document's fault, and no document will change them.
        _write(process, [b"{}\n"])
        if not process.stdout.readline().endswith(b"\n"):
            self._stop()
            raise RuntimeError(f"dehusk does not start: {shlex.join(self._call)}\n{_complaint(self._call)}")
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                pass


def _write(process: subprocess.Popen, lines: Sequence[bytes]) -> None:
    try:
        for line in lines:
            process.stdin.write(line)
        process.stdin.flush()
    except (BrokenPipeError, ValueError):
        # It died; the reader sees that too.
        pass


def _complaint(call: Sequence[str]) -> str:
    """What a command that does not start says."""
    said = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    return said.stderr.decode(errors="replace")[-2000:]


def _crashed() -> bytes:
    message = "dehusk was killed on this document, twice: it may need more memory than there is."
    return json.dumps({"text": None, "dehusk": {"error": {"code": "crashed", "message": message}}}).encode() + b"\n"
