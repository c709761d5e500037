"""Each rule reports violations, and our template has none."""

import copy
import unittest

import rules
import template


class Rules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ours = template.read()

    def told(self, change):
        """The findings for our template after a change."""
        changed = copy.deepcopy(self.ours)
        change(changed["Resources"])
        outcome = template.transformed(changed)
        return template.dangling(outcome) + list(rules.broken(changed, outcome))

    def tells(self, sentence, change):
        self.assertIn(sentence, "\n".join(self.told(change)))

    def test_our_template_passes(self):
        self.assertEqual(self.told(lambda resources: None), [])

    def test_missing_targets_are_named(self):
        self.tells(
            "Resources/TouchRole names the resource Tabel, which is not there",
            lambda all: all.update(
                TouchRole={"Type": "AWS::IAM::Role", "Properties": {"Path": {"Fn::GetAtt": ["Tabel", "Arn"]}}}
            ),
        )
        self.tells(
            "names the resource Tabel, which is not there",
            lambda all: all["FindUnsent"]["Properties"]["PolicyDocument"]["Statement"][0].update(
                Resource={"Fn::Sub": "${Tabel.Arn}/index/unsent"}
            ),
        )
        self.tells(
            "names the condition IsNowhere, which is not there",
            lambda all: all["SenderMailbox"].update(Condition="IsNowhere"),
        )

    def test_a_function_with_too_many_resources(self):
        self.tells(
            "SignIn takes 5 resources",
            lambda all: all["SignIn"]["Properties"].update(AutoPublishAlias="live"),
        )

    def test_a_stack_with_too_many_resources(self):
        def many(all):
            for number in range(500):
                all[f"Topic{number}"] = {"Type": "AWS::SNS::Topic"}

        self.tells("resources are more than the 500 of a stack", many)

    def test_a_log_that_is_kept_for_ever(self):
        self.tells(
            "SignIn does not log where and what all do",
            lambda all: all["SignIn"]["Properties"].update(LoggingConfig={"LogGroup": "elsewhere"}),
        )
        self.tells("Logs is kept for ever", lambda all: all["Logs"]["Properties"].pop("RetentionInDays"))
        self.tells("AccessLog is kept for ever, or not", lambda all: all["AccessLog"]["Properties"].pop("KmsKeyId"))

    def test_a_permission_too_many(self):
        statement = {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": "*"}
        self.tells(
            "MostOfAFunction forbids what policies allow: s3:PutObject",
            lambda all: all["ReadTable"]["Properties"]["PolicyDocument"]["Statement"].append(statement),
        )
        self.tells(
            "PipeRole/follow-the-stream-and-fill-the-bus allows dynamodb:*",
            lambda all: all["PipeRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0].update(
                Action="dynamodb:*"
            ),
        )
        self.tells(
            "SignIn has no boundary",
            lambda all: all["SignIn"]["Properties"].update(PermissionsBoundary="arn:aws:iam::aws:policy/AdministratorAccess"),
        )

    def test_a_role_above_the_ceiling(self):
        self.tells(
            "PipeRole is not under the ceiling",
            lambda all: all["PipeRole"]["Properties"].pop("PermissionsBoundary"),
        )
        self.tells(
            "KeepDatesEveryFiveMinutesRole is not under the ceiling",
            lambda all: all["KeepDates"]["Properties"]["Events"]["EveryFiveMinutes"]["Properties"].update(
                PermissionsBoundary={"Ref": "MostOfAFunction"}
            ),
        )

    def test_a_hashing_function_without_limits(self):
        self.tells(
            "SetPassword hashes, and its concurrency cannot be limited",
            lambda all: all["SetPassword"]["Properties"].pop("ReservedConcurrentExecutions"),
        )
        self.tells(
            "SignIn hashes, and its route has no limit of its own",
            lambda all: all["Api"]["Properties"]["RouteSettings"].pop("POST /api/client/sign-in"),
        )

    def test_a_route_that_is_missing(self):
        self.tells(
            "there is no route POST /api/client/verify-pin to limit",
            lambda all: all["VerifyPin"]["Properties"]["Events"]["Route"]["Properties"].update(Path="/api/client/verify"),
        )
        self.tells("the routes have no limit", lambda all: all["Api"]["Properties"].pop("DefaultRouteSettings"))

    def test_an_access_log_with_personal_data(self):
        settings = lambda all: all["Api"]["Properties"]["AccessLogSettings"]
        self.tells(
            "the access log holds $context.identity",
            lambda all: settings(all).update(Format='{"ip":"$context.identity.sourceIp"}'),
        )
        self.tells(
            "the access log holds $context.path", lambda all: settings(all).update(Format='{"path":"$context.path"}')
        )
        self.tells("the API has no access log", lambda all: all["Api"]["Properties"].pop("AccessLogSettings"))

    def test_data_deleted_with_the_stack(self):
        table = lambda all: all["Table"]["Properties"]
        self.tells("Table goes with the stack", lambda all: all["Table"].pop("DeletionPolicy"))
        self.tells("Key goes with the stack", lambda all: all["Key"].update(UpdateReplacePolicy="Delete"))
        self.tells("Pages goes with the stack, or stays behind", lambda all: all["Pages"].update(DeletionPolicy="Retain"))
        self.tells("SenderDomain goes with the stack", lambda all: all["SenderDomain"].pop("DeletionPolicy"))
        self.tells("Table can be deleted in one step", lambda all: table(all).pop("DeletionProtectionEnabled"))
        self.tells(
            "Table cannot be restored",
            lambda all: table(all).update(PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False}),
        )
        self.tells(
            "Table is not encrypted with a key of ours", lambda all: table(all).update(SSESpecification={"SSEEnabled": True})
        )
        self.tells("StorageKey is never rotated", lambda all: all["StorageKey"]["Properties"].pop("EnableKeyRotation"))

    def test_a_queue_that_loses_messages(self):
        self.tells(
            "EmailQueue hides a batch for less than six times as long as DeliverEmail may take",
            lambda all: all["EmailQueue"]["Properties"].update(VisibilityTimeout=60),
        )
        self.tells("SmsQueue has no dead-letter queue", lambda all: all["SmsQueue"]["Properties"].pop("RedrivePolicy"))
        self.tells(
            "DeliverSms cannot say which messages failed",
            lambda all: all["DeliverSms"]["Properties"]["Events"]["Batch"]["Properties"].pop("FunctionResponseTypes"),
        )
        self.tells("nobody is notified of messages in UncarriedQueue", lambda all: all.pop("UncarriedAlarm"))

    def test_an_alarm_that_notifies_nobody(self):
        alarm = lambda all: all["SlowAlarm"]["Properties"]
        self.tells("SlowAlarm tells nobody", lambda all: alarm(all).pop("AlarmActions"))
        self.tells("SlowAlarm does not say what it means", lambda all: alarm(all).pop("AlarmDescription"))
        self.tells(
            "OtherAlarm is not in docs/operations.md",
            lambda all: all.update(OtherAlarm=copy.deepcopy(all["SlowAlarm"])),
        )
        self.tells("OtherAlarm is not on the dashboard", lambda all: all.update(OtherAlarm=copy.deepcopy(all["SlowAlarm"])))

    def test_mails_that_watch_their_reader(self):
        self.tells(
            "EmailReportsOnDefaultBus watches who reads",
            lambda all: all["EmailReportsOnDefaultBus"]["Properties"]["EventDestination"]["MatchingEventTypes"].append("CLICK"),
        )
        self.tells(
            "EmailReports rewrites links",
            lambda all: all["EmailReports"]["Properties"].update(TrackingOptions={"CustomRedirectDomain": "x.example"}),
        )
        self.tells("EmailReports sends links in clear", lambda all: all["EmailReports"]["Properties"].pop("DeliveryOptions"))

    def test_a_circle_through_the_front(self):
        self.tells(
            "SignIn is behind the API and knows the public origin",
            lambda all: all["SignIn"]["Properties"].update(Environment={"Variables": {"PUBLIC_ORIGIN": "x"}}),
        )

    def test_a_name_that_another_stage_or_region_has(self):
        self.tells(
            "KeepDatesEveryFiveMinutes has one name in all stages",
            lambda all: all["KeepDates"]["Properties"]["Events"]["EveryFiveMinutes"]["Properties"].pop("Name"),
        )
        self.tells("EmailQueue has one name in all stages", lambda all: all["EmailQueue"]["Properties"].update(QueueName="mails"))
        self.tells("Bus has one name in all stages", lambda all: all["Bus"]["Properties"].update(Name={"Fn::Sub": "${Stage}-bus"}))
        named = {"Fn::Sub": "${AWS::StackName}-pages"}
        self.tells(
            "PageHeaders has one name in all regions",
            lambda all: all["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"].update(Name=named),
        )
        self.tells("ChoosePage has one name in all regions", lambda all: all["ChoosePage"]["Properties"].update(Name=named))
        self.tells("PipeRole has one name in all regions", lambda all: all["PipeRole"]["Properties"].update(RoleName=named))

    def test_a_line_that_lambda_filters_out(self):
        self.tells(
            "SignIn does not log where and what all do",
            lambda all: all["SignIn"]["Properties"].update(LoggingConfig={"ApplicationLogLevel": "INFO"}),
        )

    def test_a_schedule_that_fails_unseen_or_runs_beside_itself(self):
        self.tells("SweepUnsent is called again beside its next run", lambda all: all["SweepUnsent"]["Properties"].pop("EventInvokeConfig"))
        self.tells(
            "KeepDates is called again beside its next run",
            lambda all: all["KeepDates"]["Properties"]["EventInvokeConfig"].update(MaximumRetryAttempts=2),
        )
        self.tells("nobody is notified of the Errors of KeepDates", lambda all: all.pop("KeepDatesErrorsAlarm"))
        self.tells("nobody is notified of the Invocations of KeepDates", lambda all: all.pop("KeepDatesAlarm"))
        self.tells("nobody is notified of the Errors of SweepUnsent", lambda all: all.pop("SweepErrorsAlarm"))
        self.tells("nobody is notified of the Invocations of SweepUnsent", lambda all: all.pop("SweepAlarm"))

    def test_a_pipe_that_stops_at_one_record_or_fails_unseen(self):
        stream = lambda all: all["OutboxPipe"]["Properties"]["SourceParameters"]["DynamoDBStreamParameters"]
        self.tells("OutboxPipe tries one bad record for a day", lambda all: stream(all).pop("MaximumRetryAttempts"))
        self.tells("OutboxPipe tries one bad record for a day", lambda all: stream(all).pop("OnPartialBatchItemFailure"))
        self.tells("OutboxPipe loses what it cannot carry", lambda all: stream(all).pop("DeadLetterConfig"))
        statements = lambda all: all["PipeRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        self.tells("OutboxPipe may not put anything into UncarriedQueue", lambda all: statements(all).pop())
        log = lambda all: all["OutboxPipe"]["Properties"]["LogConfiguration"]
        self.tells("OutboxPipe logs no errors", lambda all: all["OutboxPipe"]["Properties"].pop("LogConfiguration"))
        self.tells("OutboxPipe logs no errors, or logs people's records", lambda all: log(all).update(IncludeExecutionData=["ALL"]))
        self.tells("PipeLog is kept for ever", lambda all: all["PipeLog"]["Properties"].pop("RetentionInDays"))
        self.tells("nobody is notified of the ExecutionPartiallyFailed", lambda all: all.pop("PipePartlyFailsAlarm"))
        self.tells("nobody is notified of the ExecutionTimeout", lambda all: all.pop("PipeTimesOutAlarm"))

    def test_a_queue_that_is_emptied_too_fast(self):
        for function in ("DeliverEmail", "DeliverSms", "StartRecovery"):
            self.tells(
                f"{function} takes so many batches at once",
                lambda all, id=function: all[id]["Properties"]["Events"]["Batch"]["Properties"].pop("ScalingConfig"),
            )

    def test_an_alarm_that_is_deaf(self):
        one = {"Id": "one", "Expression": "MAX([two])", "Label": "x"}
        self.tells(
            "SlowAlarm calculates with series that may be missing", lambda all: all["SlowAlarm"]["Properties"].update(Metrics=[one])
        )
        self.tells("nobody is notified of messages in UndeliveredSmsQueue", lambda all: all.pop("UndeliveredSmsAlarm"))
        self.tells("SignInFailuresAlarm is on SignInFailures, which no filter", lambda all: all.pop("SignInFailures"))
        self.tells(
            "UnsentAlarm is on Touched, which no filter of the log makes",
            lambda all: all["UnsentAlarm"]["Properties"].update(MetricName="Touched"),
        )
        self.tells(
            "PipeAlarm is on ('AWS/EventBridge/Pipes', 'ExecutionsFailed', ('PipeName',)), which AWS is not known to write",
            lambda all: all["PipeAlarm"]["Properties"].update(MetricName="ExecutionsFailed"),
        )
        self.tells(
            "LockOuts does not count the field that it looks for",
            lambda all: all["LockOuts"]["Properties"].update(FilterPattern="{ $.lockouts = * }"),
        )
        made = lambda all: all["LockOuts"]["Properties"]["MetricTransformations"][0]
        self.tells("LockOuts makes a metric that nobody looks at", lambda all: made(all).update(MetricName="BlockedPins"))

    def test_traces_that_cannot_be_written_or_are_not_enabled(self):
        statements = lambda all: all["MostOfAFunction"]["Properties"]["PolicyDocument"]["Statement"]
        traces = lambda one: "xray:PutTraceSegments" in one["Action"]
        self.tells(
            "MostOfAFunction allows nothing of X-Ray",
            lambda all: statements(all).remove(next(filter(traces, statements(all)))),
        )
        self.tells(
            "MostOfAFunction allows xray:GetGroups, xray:PutTelemetryRecords, xray:PutTraceSegments of X-Ray",
            lambda all: next(filter(traces, statements(all)))["Action"].append("xray:GetGroups"),
        )
        self.tells("SignInRole may write to X-Ray, and nothing is traced", lambda all: all["SignIn"]["Properties"].update(Tracing="Active"))
        self.tells("SignIn has its own say in what is traced", lambda all: all["SignIn"]["Properties"].update(Tracing="Disabled"))
        untraced = copy.deepcopy(self.ours)
        del untraced["Globals"]["Function"]["Tracing"]
        said = "\n".join(rules.tracing(untraced, template.transformed(untraced)))
        self.assertIn("is not traced when tracing is on", said)
        self.assertIn("may not write what is traced", said)
        on = copy.deepcopy(self.ours)
        on["Parameters"]["Tracing"]["Default"] = "Active"
        self.assertIn("tracing is on unless somebody turns it off", "\n".join(rules.tracing(on, template.transformed(on))))


if __name__ == "__main__":
    unittest.main()
