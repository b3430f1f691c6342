"""
Deploys template.yaml unchanged into MiniStack on loopback, and checks the stack. Run it with MiniStack's
Python. Argument: the sam command.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import botocore.session

HERE = os.path.dirname(os.path.abspath(__file__))
REGION = "ap-southeast-1"
# Portals beside the first one: their stacks and regions.
NEIGHBOURS = (("truong-hoc", REGION), ("bantin", "us-east-1"))
TABLES = ("Newsroom", "Articles", "Visits", "Tallies", "Recounts")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait(url, process):
    for _ in range(120):
        if process.poll() is not None:
            sys.exit("MiniStack ended unexpectedly")
        try:
            return urllib.request.urlopen(url + "/_ministack/health", timeout=5)
        except OSError:
            time.sleep(0.5)
    sys.exit("MiniStack does not answer")


def main(sam):
    port = free_port()
    url = "http://127.0.0.1:%d" % port
    home = tempfile.mkdtemp()
    clean = {"PATH": os.environ["PATH"], "HOME": home, "AWS_DEFAULT_REGION": REGION, "SAM_CLI_TELEMETRY": "0"}
    with open(os.path.join(home, "log"), "w", encoding="utf-8") as log:
        emulator = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "emulator.py")],
            env={**clean, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "MINISTACK_REGION": REGION},
            cwd=home, stdout=log, stderr=log,
        )
        try:
            wait(url, emulator)
            environment = {**clean, "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "here", "AWS_SECRET_ACCESS_KEY": "here"}
            began = time.time()
            deploy(sam, environment, "--parameter-overrides", "AlarmMail=operator@bantin.example")
            physical = check_stack(url, time.time() - began)
            check_doctor(url, environment, physical)
            check_neighbours(url, sam, environment)
            delete(sam, environment, "bantin", REGION)
            check_kept(url, physical)
        finally:
            emulator.terminate()
            emulator.wait()
            shutil.rmtree(home)


def deploy(sam, environment, *options):
    deployed = subprocess.run(
        [sam, "deploy", "--template-file", "template.yaml", "--config-file", ".sam/samconfig.toml",
         "--no-confirm-changeset", "--no-progressbar", *options],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    if deployed.returncode:
        print("\n".join(deployed.stdout.splitlines()[-60:]))
        sys.exit("sam deploy failed")


def check_neighbours(url, sam, environment):
    """Deploys a second portal beside the first, and one of the same name in another region."""
    began = time.time()
    for name, region in NEIGHBOURS:
        deploy(sam, environment, "--stack-name", name, "--region", region)
        stack = clients(url, region)("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        require(stack["StackStatus"] == "CREATE_COMPLETE", "%s in %s: %s" % (name, region, stack["StackStatus"]))
    first = clients(url)("cloudformation").describe_stacks(StackName="bantin")["Stacks"][0]
    require(first["StackStatus"] == "CREATE_COMPLETE", "the first portal: %s" % first["StackStatus"])
    for name, region in NEIGHBOURS:
        delete(sam, environment, name, region)
    print("a second portal, and one in a second region, deployed beside the first in %.0f s" % (time.time() - began))


def delete(sam, environment, name, region):
    deletion = subprocess.run(
        [sam, "delete", "--stack-name", name, "--no-prompts", "--region", region],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    require(deletion.returncode == 0, deletion.stdout)


def clients(url, region=REGION):
    session = botocore.session.get_session()
    return lambda service: session.create_client(
        service, endpoint_url=url, region_name=region, aws_access_key_id="here", aws_secret_access_key="here"
    )


def check_kept(url, physical):
    """Checks that the stack is gone, and that tables, photos and people are still there."""
    client = clients(url)
    stacks = client("cloudformation").list_stacks(StackStatusFilter=["CREATE_COMPLETE"])["StackSummaries"]
    require("bantin" not in [one["StackName"] for one in stacks], "the stack is still there")
    for name in TABLES:
        client("dynamodb").describe_table(TableName=physical[name])
    client("s3").head_bucket(Bucket=physical["Photos"])
    client("cognito-idp").describe_user_pool(UserPoolId=physical["EditorPool"])
    functions = client("lambda").list_functions()["Functions"]
    require(not functions, "functions are still there")
    print("sam delete removed the stack, and kept %d tables, the photos and the people" % len(TABLES))


def check_doctor(url, environment, physical):
    """
    Runs the doctor of functions/dev/doctor against the stack. MiniStack leaves point-in-time recovery off, so the
    doctor finds that first, and nothing after it is on. MiniStack reports no metrics, primes nothing, and confirms
    every mail: faults of that kind are planted in the doctor's own tests.
    """
    began = time.time()
    status, report = consult(environment)
    wrong = [line for line in report if line.startswith("WRONG")]
    off = [line for line in wrong if "point-in-time recovery is off" in line]
    unseen = [line for line in report if line.startswith("NOT LOOKED AT")]
    require(status != 0 and len(wrong) == len(off) == len(TABLES) and not unseen, "\n".join(report))
    for name in TABLES:
        clients(url)("dynamodb").update_continuous_backups(
            TableName=physical[name], PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    status, report = consult(environment)
    print("\n".join(report))
    require(status == 0 and not [line for line in report if not line.startswith("OK ")][:-1], "the doctor is not content")
    print("the doctor found %d backups off, and nothing once they were on, in %.0f s" % (len(off), time.time() - began))


def consult(environment):
    """Returns the exit status and the lines of the doctor's report."""
    run = subprocess.run(
        ["mvn", "-B", "-q", "-Dstack=bantin", "-pl", "functions/dev/doctor", "compile", "exec:exec"],
        env={**environment, "AWS_REGION": REGION}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    # Maven resets the terminal's colours at its start.
    lines = [line.replace("\033[0m", "") for line in run.stdout.splitlines()]
    return run.returncode, [line for line in lines if line and not line.startswith("[ERROR]")]


def check_stack(url, seconds):
    client = clients(url)
    stacks = client("cloudformation")
    stack = stacks.describe_stacks(StackName="bantin")["Stacks"][0]
    resources = {
        one["LogicalResourceId"]: one for one in stacks.describe_stack_resources(StackName="bantin")["StackResources"]
    }
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    wrong = [name for name, one in resources.items() if one["ResourceStatus"] != "CREATE_COMPLETE"]
    physical = {name: one["PhysicalResourceId"] for name, one in resources.items()}
    require(stack["StackStatus"] == "CREATE_COMPLETE" and not wrong, "%s, %s" % (stack["StackStatus"], wrong))

    functions = client("lambda")
    count = 0
    for name, one in resources.items():
        if one["ResourceType"] == "AWS::Lambda::Function":
            count += 1
            alias = functions.get_function_configuration(FunctionName=physical[name], Qualifier="live")
            require(alias["Version"] != "$LATEST", "%s: live is not a published version" % name)
            require(alias["SnapStart"]["ApplyOn"] == "PublishedVersions", "%s has no snapshot" % name)
            for variable, value in alias["Environment"]["Variables"].items():
                table = variable.removesuffix("_TABLE").title()
                if variable.endswith("_TABLE"):
                    require(value == physical[table], "%s: %s is %s" % (name, variable, value))
                if variable == "PHOTOS_BUCKET":
                    require(value == physical["Photos"], "%s: %s is %s" % (name, variable, value))
                require("${" not in value, "%s: %s is %s" % (name, variable, value))

    tables = client("dynamodb")
    for name in TABLES:
        require(tables.describe_table(TableName=physical[name])["Table"]["TableStatus"] == "ACTIVE", name)
    streams = {one["EventSourceArn"] for one in functions.list_event_source_mappings()["EventSourceMappings"]}
    for name in ("Visits", "Recounts"):
        require(tables.describe_table(TableName=physical[name])["Table"]["LatestStreamArn"] in streams, name + "'s stream")

    people = client("cognito-idp")
    known = people.describe_user_pool_client(
        UserPoolId=physical["EditorPool"], ClientId=physical["EditorClient"]
    )["UserPoolClient"]
    desk = functions.get_function_configuration(FunctionName=physical["ServeAssetsFunction"])["Environment"]["Variables"]
    require(known["CallbackURLs"] == [desk["RETURN_URL"]], "Cognito's callbacks are %s" % known["CallbackURLs"])
    require(desk["CLIENT_ID"] == physical["EditorClient"], "the desk signs in as %s" % desk["CLIENT_ID"])
    stages = client("apigateway").get_stages(restApiId=physical["SignInReturn"])["item"]
    require("https://" + stages[0]["variables"]["portal"] == outputs["Address"], "the return from sign-in leads to %s" % stages)

    # Makes the calls of the stack's own command for the first administrator.
    require(physical["EditorPool"] in outputs["FirstAdministrator"], outputs["FirstAdministrator"])
    people.admin_create_user(
        UserPoolId=physical["EditorPool"], Username="lan",
        UserAttributes=[{"Name": "email", "Value": "lan@example.org"}, {"Name": "email_verified", "Value": "true"}],
    )
    people.admin_add_user_to_group(UserPoolId=physical["EditorPool"], Username="lan", GroupName="administrator")
    groups = people.admin_list_groups_for_user(UserPoolId=physical["EditorPool"], Username="lan")["Groups"]
    require([one["GroupName"] for one in groups] == ["administrator"], groups)
    print(
        "%s: %d resources and %d functions in %.0f s, references hold, first administrator created"
        % (stack["StackStatus"], len(resources), count, seconds)
    )
    return physical


def require(true, text):
    if not true:
        sys.exit(str(text))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
