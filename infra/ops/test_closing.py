"""Closing and opening a stage, against replies in the shape that AWS documents."""

import contextlib
import io
import unittest

import closing
from stage import Stop
from test_ops import Played

NONE = {"RollbackTriggers": [], "MonitoringTimeInMinutes": 0}


def a_stack(status="UPDATE_COMPLETE", **parameters):
    """A stack as CloudFormation describes it."""
    given = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
    stack = {"StackName": "vestibule-dev", "StackStatus": status, "CreationTime": "2026-01-01T00:00:00Z", "Parameters": given}
    return ("describe_stacks", {"Stacks": [stack]})


def a_function(name):
    """The description of a function of the front."""
    detail = {
        "LogicalResourceId": name,
        "PhysicalResourceId": f"arn:aws:cloudfront::123456789012:function/vestibule-dev-{name}",
        "ResourceType": "AWS::CloudFront::Function",
        "LastUpdatedTimestamp": "2026-01-01T00:00:00Z",
        "ResourceStatus": "UPDATE_COMPLETE",
    }
    return ("describe_stack_resource", {"StackResourceDetail": detail})


def live(status):
    """A function of the front as CloudFront describes it."""
    metadata = {"FunctionARN": "arn:aws:cloudfront::123456789012:function/f", "LastModifiedTime": "2026-01-01T00:00:00Z"}
    summary = {"Name": "f", "Status": status, "FunctionConfig": {"Comment": "", "Runtime": "cloudfront-js-2.0"}, "FunctionMetadata": metadata}
    return ("describe_function", {"FunctionSummary": summary})


def quietly(what, *given):
    """The output of an action."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        what(*given)
    return said.getvalue()


class Closing(unittest.TestCase):
    def setUp(self):
        self.waited = []

    def test_a_stage_is_closed_by_one_parameter_and_waited_for(self):
        stage = Played()
        stage.plays(
            "cloudformation",
            a_stack(Closed="no", Domain="a.b"),
            a_stack(Closed="no", Domain="a.b"),
            ("update_stack", {"StackId": "arn:aws:cloudformation:eu-west-1:123456789012:stack/x/1"}),
            a_stack(Closed="yes", Domain="a.b"),
            *map(a_function, closing.FRONT_FUNCTIONS),
        ).plays("cloudfront", live("IN_PROGRESS"), live("IN_PROGRESS"), live("DEPLOYED"), live("DEPLOYED"))
        client, sent = stage.client("cloudformation"), []
        client.meta.events.register("before-parameter-build.cloudformation.UpdateStack", lambda params, **_: sent.append(params))
        self.assertEqual(quietly(closing.close, stage, self.waited.append), "vestibule-dev is closed\n")
        stage.all_said()
        [asked] = sent
        parameters = [
            {"ParameterKey": "Closed", "ParameterValue": "yes"},
            {"ParameterKey": "Domain", "UsePreviousValue": True},
        ]
        self.assertEqual((asked["Parameters"], asked["UsePreviousTemplate"]), (parameters, True))
        # With triggers, CloudFormation rolls back updates while the fault alarm rings.
        self.assertEqual(asked["RollbackConfiguration"], NONE)
        self.assertEqual(self.waited, [5, 5, closing.LAST_REQUESTS_S])

    def test_a_closed_stage_is_left_alone(self):
        stage = Played().plays("cloudformation", a_stack(Closed="yes"))
        self.assertEqual(quietly(closing.close, stage, self.waited.append), "vestibule-dev is closed\n")
        self.assertEqual(self.waited, [])
        stage = Played().plays("cloudformation", a_stack(Closed="no"))
        self.assertEqual(quietly(closing.open_again, stage, self.waited.append), "vestibule-dev is open\n")
        stage.all_said()

    def test_a_stack_that_cannot_be_closed_is_named_with_what_to_do(self):
        for reply, says in [
            (("describe_stacks", "ValidationError", "Stack with id x does not exist"), "There is no stack vestibule-dev in eu-west-1"),
            (a_stack("UPDATE_IN_PROGRESS", Closed="no"), "is UPDATE_IN_PROGRESS"),
            (a_stack("REVIEW_IN_PROGRESS"), "is REVIEW_IN_PROGRESS"),
            (a_stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", Closed="no"), "is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
            (a_stack("UPDATE_ROLLBACK_FAILED", Closed="no"), "is UPDATE_ROLLBACK_FAILED"),
            (a_stack("ROLLBACK_COMPLETE", Closed="no"), "is ROLLBACK_COMPLETE"),
            (a_stack(Domain=""), "has no parameter Closed yet"),
        ]:
            with self.assertRaisesRegex(Stop, says):
                closing.close(Played().plays("cloudformation", reply), self.waited.append)


if __name__ == "__main__":
    unittest.main()
