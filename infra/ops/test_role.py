"""A stage whose stack has its own role: samconfig.toml names it, and ops pass it to CloudFormation."""

import unittest

import boto3
from botocore.stub import ANY, Stubber

import account
from stage import ACCOUNT_STACK, Stage

ROLE = "arn:aws:iam::123456789012:role/vestibule-pipeline-staging-execution"
CEILING = "arn:aws:iam::123456789012:policy/vestibule-pipeline-staging-ceiling"
CONFIG = """
[staging.global.parameters]
stack_name = "vestibule-staging"
[staging.deploy.parameters]
region = "eu-west-1"
{role}
parameter_overrides = ["Stage=staging", {ceiling}]
"""


class Played(Stage):
    """A stage with a simulated CloudFormation."""

    def client(self, service, region=None):
        return CLIENTS[service]


CLIENTS = {}


class Role(unittest.TestCase):
    def made(self, config, ceiling=(), **expected):
        """The account's stack is made with exactly these arguments."""
        formation = boto3.client("cloudformation", region_name="eu-west-1", aws_access_key_id="test", aws_secret_access_key="test")
        parameters = [{"ParameterKey": "TextLogs", "ParameterValue": "make"}, *ceiling]
        expected_call = {"StackName": ACCOUNT_STACK, "TemplateBody": ANY, "Capabilities": ["CAPABILITY_IAM"], "Parameters": parameters, **expected}
        with Stubber(formation) as stub:
            stub.add_client_error("describe_stacks", "ValidationError", "Stack with id x does not exist")
            stub.add_response("create_stack", {"StackId": "1"}, expected_call)
            there = {"Stacks": [{"StackName": "x", "StackStatus": "CREATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00Z"}]}
            stub.add_response("describe_stacks", there)
            stub.add_response("describe_stacks", there)
            CLIENTS["cloudformation"] = formation
            account.deployed(Played.read("staging", config))
            stub.assert_no_pending_responses()

    def test_a_stage_names_its_role(self):
        config = CONFIG.format(role=f'role_arn = "{ROLE}"', ceiling="")
        self.assertEqual(Stage.read("staging", config).role_arn, ROLE)
        self.assertEqual(Stage.read("staging", CONFIG.format(role="", ceiling="")).role_arn, "")

    def test_the_accounts_stack_is_created_with_role_and_ceiling(self):
        config = CONFIG.format(role=f'role_arn = "{ROLE}"', ceiling=f'"Ceiling={CEILING}"')
        self.made(config, [{"ParameterKey": "Ceiling", "ParameterValue": CEILING}], RoleARN=ROLE)

    def test_without_a_pipeline_the_caller_makes_it(self):
        self.made(CONFIG.format(role="", ceiling=""))


if __name__ == "__main__":
    unittest.main()
