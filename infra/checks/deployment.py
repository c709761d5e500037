"""Deploys a copy of the project with the real SAM into an emulator of AWS, without compiling anything.

Three parts stand between the real tools and the emulator:

* A `Checkout` is a copy of the project in a temporary folder. Its `cargo`, `cargo-lambda` and `npm` are
  scripts that write, in no time, what the real ones would build: a small file of its own for each function,
  and a few pages. `sam` is the real one and reads the project's samconfig.toml.
* `Formation` answers CloudFormation's address. It runs SAM's transform on each template, as AWS does on its
  own side, takes out what the emulator is known to refuse, and passes all calls on.
* The emulator does the rest."""

import html
import json
import os
import pty
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3

import emulator
import template

ROOT = emulator.ROOT
TOOLS = Path(sys.executable).parent
# The files that SAM, `make` and ops read.
COPIED = ("infra/", "web/pages.mk", "tests/browser/browser.mk", "Cargo", "Makefile", "samconfig.toml", ".gitignore")
# The calls that carry a template.
WITH_TEMPLATE = ("CreateChangeSet", "CreateStack", "UpdateStack", "GetTemplateSummary", "ValidateTemplate")
# This machine is reached without a proxy.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
# Dummy credentials, and no requests of SAM to other services.
NOBODY = {
    "NO_PROXY": "127.0.0.1",
    "no_proxy": "127.0.0.1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "SAM_CLI_TELEMETRY": "0",
    "SAM_CLI_CHECK_FOR_UPDATES": "0",
    "SAM_CLI_POLL_DELAY": "0.2",
}

# For SAM's builder: it asks cargo for the target folder, has cargo-lambda build one binary, and takes
# target/lambda/NAME/bootstrap. The head is that of a binary of the processor that was asked for.
CARGO = r"""#!/bin/sh
set -eu
if [ "$1" = metadata ]; then
  printf '{"target_directory": "%s/target", "packages": []}' "$PWD"
  exit
fi
name= machine='\076'
while [ $# -gt 0 ]; do
  case "$1" in
    --bin) name=$2 ;;
    --arm64) machine='\267' ;;
  esac
  shift
done
# Without a name, all are built. SAM requests each of them afterwards.
if [ -z "$name" ]; then exit; fi
mkdir -p "target/lambda/$name"
{
  printf "\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0$machine\\0"
  printf '%s: ' "$name"
  cat "target/code/$name" 2>/dev/null || echo first
} > "target/lambda/$name/bootstrap"
chmod 755 "target/lambda/$name/bootstrap"
"""
SCRIPTS = {
    "cargo": CARGO,
    "cargo-lambda": CARGO,
    "npm": "#!/bin/sh\n",
    # It is asked for the libraries of a target; any existing folder will do.
    "rustc": "#!/bin/sh\necho /\n",
}


class Refused(AssertionError):
    """A tool ended with a failure; the text is what it printed."""


class Checkout:
    """A copy of the project, as its own repository, that builds in seconds."""

    def __init__(self, folder, formation):
        self.folder, self.tools = Path(folder) / "project", Path(folder) / "tools"
        self.formation = formation
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for name in filter(None, listed.split("\0")):
            if name.startswith(COPIED) and (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.folder / name)
        # Python's environment is the same, under another name.
        (self.tools / "bin").mkdir(parents=True)
        shutil.copy2(TOOLS.parent / "pyvenv.cfg", self.tools)
        (self.tools / "lib").symlink_to(TOOLS.parent / "lib")
        for name in ("python", "sam"):
            (self.tools / "bin" / name).symlink_to(TOOLS / name)
        for name, script in SCRIPTS.items():
            (self.tools / "bin" / name).write_text(script, encoding="utf-8")
            (self.tools / "bin" / name).chmod(0o755)
        (self.tools / "ready").touch()
        self.write("web/dist/index.html", "<!doctype html>")
        # A developer's folder contains such files. No artifact may.
        self.write(".env", "TOKEN=of-a-developer\n")
        self.run("git", "init", "--quiet")
        self.write(".git/info/exclude", ".env\n")
        self.commit()

    def write(self, name, text):
        """Writes a file of the copy."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        """Replaces a text in a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        if old not in text:
            raise AssertionError(f"{name} does not say {old!r}")
        self.write(name, text.replace(old, new))

    def commit(self):
        """Commits the current files, so that the next deployment is a new release. Returns its name."""
        self.run("git", "add", "--all")
        self.run(
            *("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"),
            *("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "Change"),
        )
        return self.release()

    def release(self):
        """The name of the copy's release."""
        return self.run("git", "rev-parse", "--short=12", "HEAD").strip()

    def code(self, binary, text):
        """Changes a function's code for the next build."""
        self.write(f"target/code/{binary}", text)

    def environment(self):
        """The tools' AWS settings: the emulator, and nothing of this machine."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "GIT_", "MAKE", "MFLAGS"))}
        there = {"AWS_ENDPOINT_URL": self.formation.emulator.url, "AWS_ENDPOINT_URL_CLOUDFORMATION": self.formation.url}
        return {**inherited, **NOBODY, **there, "PATH": f"{self.tools}/bin:{os.environ['PATH']}"}

    def run(self, *command, typed=None):
        """Runs a tool in the copy, and returns its output. Typed input comes from a terminal."""
        keyboard, terminal = pty.openpty() if typed else (None, subprocess.DEVNULL)
        try:
            if typed:
                os.write(keyboard, typed.encode())
            ran = subprocess.run(
                [str(word) for word in command],
                cwd=self.folder,
                env=self.environment(),
                stdin=terminal,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=300,
                check=False,
            )
        finally:
            if typed:
                os.close(keyboard)
                os.close(terminal)
        if ran.returncode != 0:
            raise Refused(f"{' '.join(map(str, command))}\n{ran.stdout}")
        return ran.stdout

    def sam(self, *words):
        """Runs SAM."""
        return self.run(self.tools / "bin/sam", *words)

    def make(self, *words, typed=None):
        """Runs `make` with the tools of this copy."""
        return self.run("make", "--no-print-directory", f"INFRA_TOOLS={self.tools}", *words, typed=typed)

    def binaries(self):
        """The name of each function's binary, by the function's id."""
        return {
            id: each["Metadata"]["BuildProperties"]["Binary"]
            for id, each in template.read(self.folder / "infra/template.yaml")["Resources"].items()
            if each["Type"] == "AWS::Serverless::Function"
        }


def processed(text, region, parameters):
    """A template as CloudFormation processes it: with SAM's transform, if it names it."""
    given = template.parsed(text)
    return template.processed(given, parameters, region) if "Transform" in given else given


def place(url):
    """The bucket and key of an object's address, which names the bucket in its host or in its path."""
    url = urllib.parse.urlparse(url)
    bucket, is_host, _ = url.netloc.partition(".s3.")
    return (bucket, url.path.lstrip("/")) if is_host else tuple(url.path.lstrip("/").split("/", 1))


def given_parameters(asked):
    """The parameters that a call gives a value, of its numbered fields."""
    values = {}
    for name, key in asked.items():
        if name.startswith("Parameters.member.") and name.endswith(".ParameterKey"):
            value = asked.get(name.removesuffix("Key") + "Value")
            if value is not None:
                values[key] = value
    return values


def refusal(fault):
    """A fault as CloudFormation words it."""
    return (
        "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>"
        f"<Message>{html.escape(f'{type(fault).__name__}: {fault}')}</Message></Error><RequestId>none</RequestId></ErrorResponse>"
    ).encode()


def holds(stack, condition, parameters):
    """Whether a condition of a processed template holds with these parameters."""

    def value(node):
        return parameters[node["Ref"]] if isinstance(node, dict) else str(node)

    def of(node):
        [(kind, said)] = node.items()
        if kind == "Condition":
            return holds(stack, said, parameters)
        if kind == "Fn::Equals":
            return value(said[0]) == value(said[1])
        parts = [of(each) for each in said]
        return {"Fn::Not": not parts[0], "Fn::And": all(parts), "Fn::Or": any(parts)}[kind]

    return of(stack["Conditions"][condition])


def expected(stack, parameters):
    """The resources that a processed template creates with these parameters, their types by id."""
    return {
        id: each["Type"]
        for id, each in stack["Resources"].items()
        if "Condition" not in each or holds(stack, each["Condition"], parameters)
    }


def part_of(stack, resources=(), outputs=()):
    """The part of a processed template that some resources and outputs need."""
    outputs = {name: stack["Outputs"][name] for name in outputs}
    wanted = set(resources) | {name for _, name in template.names_in(outputs)}
    while True:
        taken = {id: stack["Resources"][id] for id in wanted if id in stack["Resources"]}
        grown = wanted | {name for _, name in template.names_in(taken)}
        if grown == wanted:
            break
        wanted = grown
    conditions = stack["Conditions"]
    wanted |= {name for _, name in template.names_in(conditions)}
    return {
        "Parameters": {name: each for name, each in stack["Parameters"].items() if name in wanted},
        "Conditions": conditions,
        "Resources": taken,
        "Outputs": outputs,
    }


class Formation:
    """CloudFormation in front of an emulator: transforms the templates, and forwards the calls."""

    def __init__(self, behind):
        self.emulator = behind
        # Each template that was processed, by region and stack, in order. Resources that the emulator lacks are still in it.
        self.processed = {}
        self.count = 0
        formation = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                try:
                    asked = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
                    if asked.get("Action") in WITH_TEMPLATE:
                        body = urllib.parse.urlencode(formation.transformed(asked, self.region())).encode()
                    status, headers, answer = formation.passed_on(body, self.headers)
                except Exception as fault:
                    # Usually a template that SAM's transform refuses. The caller prints it.
                    status, headers, answer = 400, {}, refusal(fault)
                self.send_response(status)
                self.send_header("Content-Type", headers.get("Content-Type", "text/xml"))
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def region(self):
                """The region that a signature names."""
                return self.headers["Authorization"].split("Credential=", 1)[1].split("/")[2]

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def client(self, service, region=emulator.REGION):
        """A client whose calls to CloudFormation pass through here."""
        url = self.url if service == "cloudformation" else self.emulator.url
        return boto3.client(
            service, region_name=region, endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def transformed(self, asked, region):
        """The call with its template processed."""
        if "TemplateURL" in asked:
            bucket, key = place(asked.pop("TemplateURL"))
            text = self.emulator.client("s3", region).get_object(Bucket=bucket, Key=key)["Body"].read().decode()
        elif "TemplateBody" in asked:
            text = asked.pop("TemplateBody")
        else:
            return asked
        outcome = processed(text, region, given_parameters(asked))
        if "StackName" in asked:
            self.processed.setdefault((region, asked["StackName"]), []).append(outcome)
        self.count += 1
        name = f"{asked.get('StackName', 'none')}-{self.count}.json"
        return {**asked, "TemplateURL": self.emulator.kept(name, emulator.without_what_it_lacks(outcome), region)}

    def passed_on(self, body, headers):
        """The emulator's response to a call."""
        kept = {name: value for name, value in headers.items() if name.lower() not in ("content-length", "host", "connection")}
        request = urllib.request.Request(self.emulator.url, data=body, headers=kept, method="POST")
        try:
            with DIRECT.open(request, timeout=300) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.headers, fault.read()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
