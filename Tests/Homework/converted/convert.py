"""Converts homework.json's write-ups through the converters that people use, as they come from pip and apt:

    apt install pandoc w3m lynx; pip install html2text markdownify 'markitdown[docx]' nbconvert
    python3 convert.py

Each is first what a student would have: a page (formulas as HTML, or as TeX for MathJax), a document of
Word, a notebook, a file of LaTeX or reStructuredText; and then what a converter makes Markdown of it.
The results are stored, since another version of a converter writes otherwise; run it to see what a new one does.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
SOURCE = "markdown+tex_math_dollars+tex_math_single_backslash+pipe_tables-yaml_metadata_block"


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout


def pandoc(source, target, *options, reader=SOURCE):
    return run("pandoc", "-f", reader, "-t", target, *options, source)


def converted(source, scratch):
    html, mathjax = scratch / "page.html", scratch / "mathjax.html"
    html.write_bytes(pandoc(source, "html"))
    mathjax.write_bytes(pandoc(source, "html", "--mathjax"))
    for target in ("docx", "ipynb"):
        run("pandoc", "-f", SOURCE, "-o", scratch / f"homework.{target}", source)
    (scratch / "homework.tex").write_bytes(pandoc(source, "latex"))
    (scratch / "homework.rst").write_bytes(pandoc(source, "rst"))
    word = scratch / "homework.docx"
    markdownify = "import sys, markdownify; sys.stdout.write(markdownify.markdownify(open(sys.argv[1]).read()))"
    for name, page in (("html", html), ("mathjax", mathjax)):
        yield f"{name}-html2text", run(sys.executable, "-m", "html2text", page)
        yield f"{name}-markdownify", run(sys.executable, "-c", markdownify, page)
        for target in ("gfm", "markdown", "plain"):
            yield f"{name}-pandoc-{target}", pandoc(page, target, reader="html")
    for target in ("gfm", "markdown", "plain"):
        yield f"docx-pandoc-{target}", pandoc(word, target, reader="docx")
    yield "docx-markitdown", run(sys.executable, "-m", "markitdown", word)
    for target in ("gfm", "markdown"):
        yield f"tex-pandoc-{target}", pandoc(scratch / "homework.tex", target, reader="latex")
    yield "rst-pandoc-markdown", pandoc(scratch / "homework.rst", "markdown", reader="rst")
    yield "ipynb-nbconvert", run(sys.executable, "-m", "jupyter", "nbconvert", "--to", "markdown", "--stdout", scratch / "homework.ipynb")
    yield "html-w3m", run("w3m", "-dump", "-T", "text/html", "-cols", "90", html)
    yield "html-lynx", run("lynx", "-dump", "-nolist", "-display_charset=utf-8", "-assume_charset=utf-8", html)


for entry in json.load(open(HERE / "homework.json")):
    folder = HERE / entry["name"]
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for route, text in converted(ROOT / entry["homework"], pathlib.Path(scratch)):
            (folder / f"{route}.md").write_bytes(text)
