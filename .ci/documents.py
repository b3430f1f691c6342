"""Checks that every `aws` and `sam` command in the documents exists, with its options.

Run by the Python of the SAM CLI's environment, which holds botocore's models of AWS's APIs. `aws` itself need
not be installed: its commands are derived from those models.
"""

import importlib
import re
import shlex
import sys

import botocore.exceptions
import botocore.session
import click
from botocore import xform_name

DOCUMENTS = ["README.md", "functions/README.md", "functions/DECISIONS.md", "functions/FIGURES.md",
             "functions/OPERATING.md"]
GLOBAL_OPTIONS = {"region", "profile", "output", "query", "endpoint-url", "cli-input-json", "cli-binary-format",
                  "no-paginate", "max-items", "no-cli-pager"}
# Commands that the AWS CLI adds to the APIs, with the options that the documents use.
ADDED = {("s3", "rm"): {"recursive"}, ("s3", "cp"): {"recursive"}, ("s3", "ls"): set(), ("s3", "mb"): set(), ("s3", "rb"): set()}
ENDS = {"|", "||", "&&", ";", ">", ">>", "<", "do", "done"}


def commands(text):
    """Yield each command that starts with `aws` or `sam`, as a list of words."""
    spans = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    spans += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    for span in spans:
        # A command goes on after a backslash, and within quotes.
        joined = re.sub(r"'[^']*'", lambda quoted: quoted.group().replace("\n", " "), span.replace("\\\n", " "))
        for line in joined.split("\n"):
            # Commands within loops and substitutions count too.
            for found in re.finditer(r"(?:^|[\s(;&|])((?:aws|sam) [a-z].*)", line):
                yield found.group(1)


def words(command):
    """Split a command into words, up to the first operator of the shell."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    taken = []
    for word in lexer:
        if word in ENDS or set(word) <= set("|&;<>()"):
            break
        taken.append(word)
    return taken


def option_names(taken):
    return [word[2:].split("=")[0] for word in taken if word.startswith("--")]


def aws_fault(taken, session=botocore.session.get_session()):
    """Return what is wrong with an `aws` command, or None."""
    if len(taken) < 3:
        return "it names no command"
    service, name = taken[1], taken[2]
    if (service, name) in ADDED:
        unknown = set(option_names(taken)) - ADDED[service, name] - GLOBAL_OPTIONS
        return "unknown options " + ", ".join(sorted(unknown)) if unknown else None
    service = {"deploy": "codedeploy", "s3api": "s3"}.get(service, service)
    try:
        model = session.get_service_model(service)
    except botocore.exceptions.UnknownServiceError:
        return "there is no service " + service
    if name == "wait":
        waiters = session.get_waiter_model(service)
        known = {xform_name(waiter, "-"): waiter for waiter in waiters.waiter_names}
        if len(taken) < 4 or taken[3] not in known:
            return "there is no such waiter"
        operation = model.operation_model(waiters.get_waiter(known[taken[3]]).operation)
    else:
        known = {xform_name(one, "-"): one for one in model.operation_names}
        if name not in known:
            return "there is no command " + name
        operation = model.operation_model(known[name])
    shape = operation.input_shape
    members = {xform_name(member, "-"): member for member in shape.members} if shape else {}
    given = option_names(taken)
    for option in given:
        plain = option.removeprefix("no-")
        if option not in members and plain not in members and option not in GLOBAL_OPTIONS:
            return "there is no option --" + option
    required = {xform_name(member, "-") for member in shape.required_members} if shape else set()
    missing = required - set(given)
    return "it lacks --" + ", --".join(sorted(missing)) if missing else None


def sam_fault(taken):
    """Return what is wrong with a `sam` command, or None."""
    if len(taken) < 2:
        return "it names no command"
    try:
        module, rest = importlib.import_module("samcli.commands." + taken[1]), taken[2:]
        group = module.cli if hasattr(module, "cli") else importlib.import_module(module.__name__ + "." + taken[1]).cli
    except (ImportError, AttributeError):
        return "there is no command " + taken[1]
    while hasattr(group, "get_command"):
        if not rest:
            return "it names no command"
        found = group.get_command(click.Context(group), rest[0])
        if found is None:
            return "there is no command " + rest[0]
        group, rest = found, rest[1:]
    known = {option for parameter in group.params for option in parameter.opts + parameter.secondary_opts}
    for option in option_names(rest):
        if "--" + option not in known:
            return "there is no option --" + option
    return None


def fault(command):
    taken = words(command)
    return aws_fault(taken) if taken[0] == "aws" else sam_fault(taken)


def main():
    planted = ["aws dynamodb wait table-exist --table-name T", "aws sqs receive-messages --queue-url Q",
               "aws lambda update-alias --function-name F --name live --version 4", "aws sqs receive-message",
               "sam delete --stack bantin", "sam list outputs"]
    unnoticed = [command for command in planted if not fault(command)]
    count, faults = 0, ["planted and not noticed: " + command for command in unnoticed]
    for document in DOCUMENTS:
        with open(document, encoding="utf-8") as file:
            for command in commands(file.read()):
                count += 1
                why = fault(command)
                if why:
                    faults.append("%s: %s: %s" % (document, command, why))
    print("\n".join(faults))
    if faults or not count:
        sys.exit("%d of %d commands in the documents cannot be run" % (len(faults), count))
    print("%d commands of aws and sam in the documents exist with their options; %d of %d planted faults noticed"
          % (count, len(planted), len(planted)))


main()
