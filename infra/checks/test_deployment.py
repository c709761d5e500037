"""The real SAM and the real `make deploy`, from a copy of the project into an emulator: what is uploaded, what a
change set holds, two stages side by side, and the way back.

`make second-opinion` runs it. It takes three to five minutes and needs ministack, so `make lint-stack` leaves it out."""

import io
import subprocess
import tempfile
import tomllib
import unittest
import zipfile

import emulator
import template
from deployment import Checkout, Formation, Refused, expected, part_of

# Most tests deploy to the first one. The others are for tests with several stacks.
REGION, OTHER_REGION, THIRD_REGION = emulator.REGION, "eu-central-1", "eu-north-1"
STAGES = ("dev", "staging", "prod")
SECRET = "OriginSecret=" + "s" * 40


def load_tests(loader, tests, pattern):
    """Runs only if this module is named, not when a whole folder is discovered."""
    return tests if pattern is None else unittest.TestSuite()


def setUpModule():
    global FORMATION, CHECKOUT
    # Its schedules call functions without a program, about which it complains.
    behind = emulator.Emulator(stderr=subprocess.DEVNULL)
    unittest.addModuleCleanup(behind.stop)
    FORMATION = Formation(behind)
    unittest.addModuleCleanup(FORMATION.stop)
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    CHECKOUT = Checkout(folder.name, FORMATION)
    for region in (REGION, OTHER_REGION, THIRD_REGION):
        # The stack of `make account`. The subscriptions of a stage read logs that it declares.
        stack = (CHECKOUT.folder / "infra/account.yaml").read_text(encoding="utf-8")
        formation = FORMATION.client("cloudformation", region)
        formation.create_stack(StackName="vestibule-account", TemplateBody=stack, Capabilities=["CAPABILITY_IAM"])
        formation.get_waiter("stack_create_complete").wait(StackName="vestibule-account", WaiterConfig={"Delay": 1})


def overrides(stage):
    """What samconfig.toml gives a stage, and a secret."""
    config = tomllib.loads((CHECKOUT.folder / "samconfig.toml").read_text(encoding="utf-8"))
    return ["--parameter-overrides", *config[stage]["deploy"]["parameters"]["parameter_overrides"], SECRET]


def objects(bucket, region=REGION):
    """The keys of a bucket."""
    pages = FORMATION.client("s3", region).get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {each["Key"] for page in pages for each in page.get("Contents", [])}


def artifact_bucket():
    """The bucket that SAM made for what it uploads."""
    outputs = FORMATION.client("cloudformation").describe_stacks(StackName="aws-sam-cli-managed-default")["Stacks"][0]["Outputs"]
    return next(each["OutputValue"] for each in outputs if each["OutputKey"] == "SourceBucket")


def artifacts():
    """SAM's uploads, and the releases kept beside them, without records of deployments."""
    return {key for key in objects(artifact_bucket()) if "/history/" not in key}


class Deployed:
    """A stack as CloudFormation describes it."""

    def __init__(self, name, region=REGION):
        self.name, self.region = name, region
        self.formation = FORMATION.client("cloudformation", region)
        self.stack = self.formation.describe_stacks(StackName=name)["Stacks"][0]
        self.status = self.stack["StackStatus"]
        self.parameters = {each["ParameterKey"]: each["ParameterValue"] for each in self.stack["Parameters"]}
        pages = self.formation.get_paginator("list_stack_resources").paginate(StackName=name)
        self.resources = {
            each["LogicalResourceId"]: (each["ResourceType"], each["PhysicalResourceId"])
            for page in pages
            for each in page["StackResourceSummaries"]
        }

    def hashes(self):
        """The digest of each function's code, by the function's id."""
        functions = FORMATION.client("lambda", self.region)
        return {
            id: functions.get_function_configuration(FunctionName=name)["CodeSha256"]
            for id, (kind, name) in self.resources.items()
            if kind == "AWS::Lambda::Function"
        }

    def of_type(self, kind):
        """The names of the resources of a type."""
        return [name for each, name in self.resources.values() if each == kind]

    def page(self):
        """The page that was uploaded."""
        return FORMATION.client("s3", self.region).get_object(Bucket=self.resources["Pages"][1], Key="index.html")["Body"].read()


def planned(stack):
    """The changes of a stack's newest change set, as (action, id, replacement). A resource that only refers to a
    changed one is listed too, by AWS as well, since what it refers to might change: that is no change of ours."""
    formation = FORMATION.client("cloudformation")
    sets = [each for each in formation.list_change_sets(StackName=stack)["Summaries"] if each["ExecutionStatus"] == "AVAILABLE"]
    newest = max(sets, key=lambda each: each["CreationTime"])["ChangeSetId"]
    pages = formation.get_paginator("describe_change_set").paginate(ChangeSetName=newest, StackName=stack)
    changes = [each["ResourceChange"] for page in pages for each in page["Changes"]]
    return [
        (each["Action"], each["LogicalResourceId"], each.get("Replacement"))
        for each in changes
        if each["Action"] != "Modify" or any(detail["Evaluation"] == "Static" for detail in each["Details"])
    ]


class Artifacts(unittest.TestCase):
    """The content of the artifact bucket."""

    @classmethod
    def setUpClass(cls):
        cls.binaries = CHECKOUT.binaries()

    def assert_each_zip_is_its_functions(self, outcome):
        functions = {id: each["Properties"]["Code"] for id, each in outcome["Resources"].items() if each["Type"] == "AWS::Lambda::Function"}
        self.assertEqual(set(functions), set(self.binaries))
        s3, keys = FORMATION.client("s3"), set()
        for id, code in functions.items():
            with self.subTest(id):
                found = s3.get_object(Bucket=code["S3Bucket"], Key=code["S3Key"])["Body"].read()
                archive = zipfile.ZipFile(io.BytesIO(found))
                self.assertEqual(archive.namelist(), ["bootstrap"])
                self.assertEqual(archive.infolist()[0].external_attr >> 16 & 0o777, 0o755)
                content = archive.read("bootstrap")
                self.assertEqual(content[:4], b"\x7fELF")
                self.assertEqual(content[20:].decode(), f"{self.binaries[id]}: first\n")
                keys.add(code["S3Key"])
        return keys

    def test_sam_uploads_each_functions_binary_and_nothing_else(self):
        # All stages are built the same way: test_stages.py.
        CHECKOUT.sam("build", "--config-env", "dev")
        for stage in STAGES:
            name = f"uploaded-{stage}"
            where = ("--stack-name", name, "--s3-prefix", name)
            with self.subTest(stage):
                CHECKOUT.sam("deploy", "--config-env", stage, "--no-execute-changeset", *where, *overrides(stage))
                keys = self.assert_each_zip_is_its_functions(FORMATION.processed[REGION, name][-1])
                self.assertEqual({key for key in artifacts() if key.startswith(f"{name}/") and not key.endswith(".template")}, keys)

    def test_sam_package_names_what_it_uploads(self):
        CHECKOUT.sam("build", "--config-env", "dev")
        out = CHECKOUT.folder / "target/packaged.yaml"
        CHECKOUT.sam(
            *("package", "--config-env", "dev", "--resolve-s3", "--region", REGION),
            *("--s3-prefix", "packaged", "--output-template-file", out),
        )
        keys = self.assert_each_zip_is_its_functions(template.processed(template.read(out)))
        self.assertEqual({key for key in artifacts() if key.startswith("packaged/")}, keys)


class Deployment(unittest.TestCase):
    """A stage from the first deployment on."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        CHECKOUT.commit()
        cls.printed = CHECKOUT.make("deploy", "ENV=dev", "YES=1", "FORCE=1")
        cls.first = Deployed("vestibule-dev")
        cls.is_as_built = True

    def setUp(self):
        """Deploys the copy's current state, if a test changed the stage."""
        if not self.is_as_built:
            self.deploy()
        type(self).is_as_built = True

    def deploy(self):
        CHECKOUT.make("deploy", "ENV=dev", "YES=1", "FORCE=1")
        return Deployed("vestibule-dev")

    def changing(self, *names):
        """Marks that this test changes these files of the copy, and the stage."""
        for name in names:
            path = CHECKOUT.folder / name
            text = path.read_text(encoding="utf-8") if path.exists() else "first\n"
            self.addCleanup(CHECKOUT.write, name, text)
        type(self).is_as_built = False

    def test_the_first_deployment_makes_all_of_the_template(self):
        self.assertEqual(self.first.status, "CREATE_COMPLETE")
        outcome = FORMATION.processed[REGION, "vestibule-dev"][0]
        there = {id: kind for id, (kind, _) in self.first.resources.items()}
        self.assertEqual(there, expected(emulator.without_what_it_lacks(outcome), self.first.parameters))
        functions = {id for id, kind in there.items() if kind == "AWS::Lambda::Function"}
        self.assertEqual(functions, set(CHECKOUT.binaries()))
        self.assertEqual(objects(self.first.resources["Pages"][1]), {"index.html"})

    def test_nobody_reads_the_origin_secret_while_deploying(self):
        name = self.first.resources["RefuseUnknownRoute"][1]
        variables = FORMATION.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        secret = variables["ORIGIN_SECRETS"].split(",")[0]
        self.assertRegex(secret, "^[0-9a-f]{64}$")
        self.assertNotIn(secret, self.printed)
        s3, bucket = FORMATION.client("s3"), artifact_bucket()
        for key in artifacts():
            if key.endswith((".template", ".yaml", ".json")):
                self.assertNotIn(secret, s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode(), key)

    def test_deploying_again_changes_nothing(self):
        before, uploaded = Deployed("vestibule-dev"), artifacts()
        after = self.deploy()
        self.assertEqual(after.stack.get("LastUpdatedTime"), before.stack.get("LastUpdatedTime"))
        self.assertEqual(artifacts(), uploaded)

    def test_sam_deploys_an_existing_stage_by_its_configuration_alone(self):
        before = Deployed("vestibule-dev")
        hashes = before.hashes()
        CHECKOUT.sam("build", "--config-env", "dev")
        CHECKOUT.sam("deploy", "--config-env", "dev")
        after = Deployed("vestibule-dev")
        self.assertEqual((after.parameters, after.hashes()), (before.parameters, hashes))

    def test_other_code_of_one_function_changes_that_function_alone(self):
        before = artifacts()
        self.addCleanup(CHECKOUT.code, "sign-in", "first\n")
        CHECKOUT.code("sign-in", "another\n")
        CHECKOUT.sam("build", "--config-env", "dev")
        CHECKOUT.sam("deploy", "--config-env", "dev", "--no-execute-changeset")
        self.assertEqual(planned("vestibule-dev"), [("Modify", "SignIn", "False")])
        self.assertEqual(len([key for key in artifacts() - before if not key.endswith(".template")]), 1)

    def test_going_back_brings_the_former_code_and_pages(self):
        before = Deployed("vestibule-dev")
        there = before.hashes()
        self.changing("target/code/sign-in", "web/dist/index.html")
        CHECKOUT.code("sign-in", "second\n")
        CHECKOUT.write("web/dist/index.html", "<!doctype html>second")
        first, second = before.parameters["Release"], CHECKOUT.commit()
        after = self.deploy()
        self.assertEqual({id for id, digest in after.hashes().items() if digest != there[id]}, {"SignIn"})
        self.assertEqual(after.page(), b"<!doctype html>second")
        self.assertRegex(CHECKOUT.make("back", "ENV=dev", "LIST=1"), f"(?s){first}.*{second}")
        CHECKOUT.make("back", "ENV=dev", "YES=1")
        back = Deployed("vestibule-dev")
        self.assertEqual(back.status, "UPDATE_COMPLETE")
        self.assertEqual((back.hashes(), back.parameters), (there, before.parameters))
        self.assertEqual(back.page(), b"<!doctype html>")

    def test_an_emptied_parameter_is_empty(self):
        self.changing("samconfig.toml")
        given = '    "AlarmEmail=ops@firm.example",\n'
        CHECKOUT.edit("samconfig.toml", '    "Stage=dev",\n', f'    "Stage=dev",\n{given}')
        full = self.deploy()
        self.assertEqual(full.parameters["AlarmEmail"], "ops@firm.example")
        self.assertEqual(len(full.of_type("AWS::SNS::Subscription")), 1)
        CHECKOUT.edit("samconfig.toml", given, '    "AlarmEmail=",\n')
        emptied = self.deploy()
        self.assertEqual(emptied.parameters["AlarmEmail"], "")
        self.assertEqual(emptied.of_type("AWS::SNS::Subscription"), [])


class Stages(unittest.TestCase):
    """Several stacks in one account."""

    # Named by their parent.
    SCOPED = {"AWS::ApiGatewayV2::Stage"}

    def deployed(self, stage, region):
        CHECKOUT.sam("deploy", "--config-env", stage, "--region", region, "--no-confirm-changeset", *overrides(stage))
        made = Deployed(f"vestibule-{stage}", region)
        self.assertEqual(made.status, "CREATE_COMPLETE")
        return made

    def test_two_stages_of_a_region_and_a_stage_of_two_regions(self):
        CHECKOUT.sam("build", "--config-env", "dev")
        dev, staging = self.deployed("dev", OTHER_REGION), self.deployed("staging", OTHER_REGION)
        self.assertEqual(set(dev.resources), set(staging.resources))
        for id, (kind, name) in dev.resources.items():
            if kind not in self.SCOPED:
                self.assertNotEqual(name, staging.resources[id][1], f"{id}, a {kind}, has one name in both stages")
        # CloudFront refuses a name that another region has, and so does ministack. A name that CloudFormation
        # makes up differs by region on AWS, and not in ministack: rules.py looks at the names that we give.
        self.deployed("dev", THIRD_REGION)


class Declined(unittest.TestCase):
    """A person reads the first change set of prod and says no."""

    def test_a_stage_whose_first_change_set_was_declined_can_be_deployed(self):
        CHECKOUT.commit()
        try:
            CHECKOUT.make("deploy", "ENV=prod", "FORCE=1", typed="n\n")
        except Refused:
            pass  # It ends with an error, because nothing was deployed.
        self.assertEqual(Deployed("vestibule-prod").status, "REVIEW_IN_PROGRESS")
        CHECKOUT.make("deploy", "ENV=prod", "FORCE=1", typed="y\n")
        self.assertEqual(Deployed("vestibule-prod").status, "CREATE_COMPLETE")


class Lacks(unittest.TestCase):
    """The gaps of ministack. Each entry of the lists must still be needed."""

    @classmethod
    def setUpClass(cls):
        cls.outcome = template.transformed(template.read())
        cls.parameters = template.defaults(cls.outcome)

    def fault(self, name, part):
        """Ministack's error for a part of our template; empty if it accepts it."""
        formation = FORMATION.emulator.client("cloudformation")
        try:
            FORMATION.emulator.deploy(name, part, **{key: self.parameters[key] for key in part["Parameters"]})
        except (AssertionError, formation.exceptions.ClientError) as refused:
            return str(refused)
        return ""

    def test_each_refused_resource_is_refused_still(self):
        found = emulator.refused(self.outcome)
        self.assertEqual(set(found.values()), emulator.REFUSED, "nothing of the template has this any more: take it out of REFUSED")
        for number, (id, entry) in enumerate(found.items()):
            with self.subTest(entry):
                said = self.fault(f"refused-{number}", part_of(self.outcome, resources=[id]))
                self.assertIn(id, said, f"ministack has learned {entry}: take it out of REFUSED")

    def test_each_missing_attribute_is_missing_still(self):
        read = {
            f"{self.outcome['Resources'][id]['Type']} {attribute}": {"Fn::GetAtt": [id, attribute]}
            for id, attribute in emulator.attributes_in(self.outcome["Outputs"])
        }
        for number, entry in enumerate(sorted(emulator.NO_ATTRIBUTE)):
            with self.subTest(entry):
                self.assertIn(entry, read, "no output reads this any more: take it out of NO_ATTRIBUTE")
                part = part_of({**self.outcome, "Outputs": {"Read": {"Value": read[entry]}}}, outputs=["Read"])
                said = self.fault(f"attribute-{number}", part)
                self.assertIn(entry.split()[1], said, f"ministack has learned {entry}: take it out of NO_ATTRIBUTE")


if __name__ == "__main__":
    unittest.main()
