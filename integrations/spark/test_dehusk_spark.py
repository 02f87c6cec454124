"""PySpark in local mode, with the dehusk that is built in this checkout."""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
BIN = HERE.parent.parent / "dist" / "cli" / "main.js"
DEHUSK = ["node", str(BIN)]
STORY = "The council met on day {} and agreed to keep the bridge open until the end of the year."

# The workers import the module too.
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
os.environ["PYSPARK_PYTHON"] = sys.executable
sys.path.insert(0, str(HERE))

from pyspark.sql import SparkSession  # noqa: E402

from dehusk_spark import FilterProcess, clean  # noqa: E402

# Does what dehusk does, and once in a while kills: itself, or the Python worker that called it.
SABOTEUR = """#!/usr/bin/env python3
import os, signal, subprocess, sys
mode, marker, node, bin = sys.argv[1:5]
child = subprocess.Popen([node, bin, *sys.argv[5:]], stdin=subprocess.PIPE)
def kill(pid):
    child.kill()
    os.kill(pid, signal.SIGKILL)
for number, line in enumerate(sys.stdin.buffer):
    if mode == "always" and b"POISON" in line:
        kill(os.getpid())
    if mode in ("self", "parent") and number == 20:
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            if mode == "parent":
                os.kill(os.getppid(), signal.SIGKILL)
            kill(os.getpid())
    child.stdin.write(line)
    child.stdin.flush()
child.stdin.close()
sys.exit(child.wait())
"""


def records(count: int) -> list[dict]:
    pages = []
    for i in range(count):
        story = STORY.format(i)
        if i % 3 == 0:
            page = f"<html><body><nav>Home</nav><article><p>{story}</p><p>{story}</p></article></body></html>"
            pages.append({"id": i, "html": page, "text": None, "url": f"http://example.org/{i}"})
        else:
            pages.append({"id": i, "html": None, "text": f"{story}\n\nPost a Comment\n", "url": None})
    pages.append({"id": count, "html": None, "text": None, "url": None})
    return pages


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = Path(cls.folder.name)
        cls.spark = (
            # Two at a time; a task may fail three times.
            SparkSession.builder.master("local[2,4]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.records = records(120)
        cls.ndjson = cls.path / "pages.jsonl"
        cls.ndjson.write_text("".join(json.dumps(record) + "\n" for record in cls.records))
        single = subprocess.run([*DEHUSK, "filter"], input=cls.ndjson.read_bytes(), capture_output=True)
        cls.expected = {row["id"]: row for row in map(json.loads, single.stdout.splitlines())}
        for row in cls.expected.values():
            if "error" in row["dehusk"]:
                row["dehusk"]["error"]["message"] = row["dehusk"]["error"]["message"].split(": ", 1)[1]
        saboteur = cls.path / "saboteur.py"
        saboteur.write_text(SABOTEUR)
        saboteur.chmod(saboteur.stat().st_mode | stat.S_IXUSR)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        cls.folder.cleanup()

    def frame(self):
        schema = "id long, html string, text string, url string"
        return self.spark.read.schema(schema).json(str(self.ndjson)).repartition(3, "id")

    def sabotaged(self, mode: str) -> list[str]:
        marker = self.path / f"marker-{mode}"
        return [sys.executable, str(self.path / "saboteur.py"), mode, str(marker), *DEHUSK]

    def check(self, rows, but: set[int] = frozenset()) -> None:
        self.assertEqual(sorted(row.id for row in rows), sorted(self.expected))
        for row in rows:
            if row.id in but:
                continue
            self.assertEqual(row.text, self.expected[row.id]["text"])
            self.assertEqual(json.loads(row.dehusk), self.expected[row.id]["dehusk"])

    def test_the_same_rows_as_on_a_single_machine(self) -> None:
        cleaned = clean(self.frame(), html="html", text="text", url="url", command=DEHUSK)
        self.assertEqual(cleaned.columns, ["id", "url", "text", "dehusk"])
        rows = cleaned.collect()
        self.check(rows)
        failed = next(row for row in rows if row.id == 120)
        self.assertEqual(json.loads(failed.dehusk)["error"]["code"], "bad-input")

    def test_half_a_surrogate_pair_in_a_page_costs_no_partition(self) -> None:
        headline = json.dumps({"@type": "Article", "headline": "Cut short \ud83d"})
        page = (
            f'<html><head><script type="application/ld+json">{headline}</script></head>'
            f"<body><article><p>{STORY.format(1)}</p></article></body></html>"
        )
        frame = self.spark.createDataFrame([(page,)], "html string")
        [row] = clean(frame, html="html", command=DEHUSK).collect()
        self.assertEqual(row.text.strip(), STORY.format(1))
        self.assertEqual(json.loads(row.dehusk)["title"], "Cut short \ud83d")

    def test_the_example_job_over_ndjson_and_parquet(self) -> None:
        source = self.path / "pages.parquet"
        self.frame().write.mode("overwrite").parquet(str(source))
        for kind, given in (("json", self.ndjson), ("parquet", source)):
            out = self.path / f"out-{kind}"
            job = [sys.executable, str(HERE / "example_job.py"), str(given), str(out), "--format", kind]
            columns = ["--html", "html", "--text", "text", "--url", "url", "--command", *DEHUSK]
            subprocess.run([*job, *columns], check=True, capture_output=True)
            self.check(self.spark.read.format(kind).load(str(out)).collect())

    def test_dehusk_is_killed_in_the_middle(self) -> None:
        command = self.sabotaged("self")
        self.check(clean(self.frame(), html="html", text="text", url="url", command=command).collect())
        self.assertTrue((self.path / "marker-self").exists())

    def test_a_python_worker_is_killed_in_the_middle(self) -> None:
        command = self.sabotaged("parent")
        self.check(clean(self.frame(), html="html", text="text", url="url", command=command).collect())
        self.assertTrue((self.path / "marker-parent").exists())

    def test_a_document_that_kills_dehusk_each_time_is_a_row_with_an_error(self) -> None:
        poisoned = self.frame().selectExpr(
            "id", "html", "if(id = 50, 'POISON', text) as text", "url"
        )
        rows = clean(poisoned, html="html", text="text", url="url", command=self.sabotaged("always")).collect()
        self.check(rows, but={50})
        poison = next(row for row in rows if row.id == 50)
        self.assertIsNone(poison.text)
        self.assertEqual(json.loads(poison.dehusk)["error"]["code"], "crashed")

    def test_rdd_pipe(self) -> None:
        lines = self.spark.sparkContext.textFile(str(self.ndjson), 3)
        answers = lines.pipe(" ".join([*DEHUSK, "filter", "--jobs", "1"])).map(json.loads).collect()
        self.assertEqual([row["id"] for row in answers], [record["id"] for record in self.records])
        for row in answers:
            self.assertEqual(row["text"], self.expected[row["id"]]["text"])

    def test_columns_that_differ_by_capitals_only_are_replaced(self) -> None:
        frame = self.frame().selectExpr("id", "html", "text as Text", "id as DEHUSK")
        cleaned = clean(frame, html="html", command=DEHUSK)
        self.assertEqual(cleaned.columns, ["id", "text", "dehusk"])
        cleaned.limit(5).write.mode("overwrite").parquet(str(self.path / "capitals.parquet"))

    def test_wrong_columns_are_said(self) -> None:
        with self.assertRaisesRegex(ValueError, "no column 'page', but id, html, text, url"):
            clean(self.frame(), html="page")
        with self.assertRaisesRegex(ValueError, "'html' is binary, not string"):
            clean(self.frame().selectExpr("cast(html as binary) as html"), html="html")
        with self.assertRaisesRegex(ValueError, "Name the column"):
            clean(self.frame())
        with self.assertRaisesRegex(ValueError, "--text-column=x: name the column as html or text"):
            clean(self.frame(), text="text", options=["--text-column=x"])


class FilterProcessTest(unittest.TestCase):
    def test_more_lines_than_a_pipe_holds(self) -> None:
        lines = [json.dumps({"text": f"{i} " + "word " * 2000}).encode() + b"\n" for i in range(300)]
        with FilterProcess([*DEHUSK, "filter", "--jobs", "1"]) as process:
            answers = process.ask(lines)
            self.assertEqual(len(process.ask([])), 0)
        self.assertEqual(len(answers), 300)
        self.assertTrue(json.loads(answers[299])["text"].startswith("299 word"))

    def test_wrong_options_are_said_once(self) -> None:
        with FilterProcess([*DEHUSK, "filter", "--format", "pdf"]) as process:
            with self.assertRaisesRegex(RuntimeError, "--format pdf\n.*text, markdown, html, json"):
                process.ask([b"{}\n"])

    def test_a_command_that_does_not_start_is_an_error_with_what_it_said(self) -> None:
        for script, said in (("exit 1", ""), ("echo too old >&2; exit 1", "too old")):
            with FilterProcess(["sh", "-c", script]) as process:
                with self.assertRaisesRegex(RuntimeError, f"does not start: .*\n{said}"):
                    process.ask([b"{}\n"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
