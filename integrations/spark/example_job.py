"""Cleans a folder of NDJSON or Parquet files into another.

    spark-submit --py-files dehusk_spark.py example_job.py pages/ cleaned/ --format parquet --html html --url url
"""

import argparse

from pyspark.sql import SparkSession

from dehusk_spark import clean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--format", choices=["json", "parquet"], default="json", help="json is NDJSON")
    parser.add_argument("--html", help="the column with the page")
    parser.add_argument("--text", help="the column with text")
    parser.add_argument("--url", help="the column with the page's address")
    parser.add_argument("--command", nargs="+", default=["dehusk"], help="how dehusk is called")
    arguments = parser.parse_args()

    spark = (
        SparkSession.builder.appName("dehusk")
        # Rows that Spark hands over at once. Pages are large: the default of 10,000 would be gigabytes.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    pages = spark.read.format(arguments.format).load(arguments.input)
    cleaned = clean(pages, arguments.html, arguments.text, arguments.url, command=arguments.command)
    cleaned.write.format(arguments.format).mode("overwrite").save(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()
