"""The AWS calls of CloudFormation's handlers for a resource, from its registry schema.

cfn-lint carries the schemas of all types. Each handler lists every action that it may ever take; which of
them a template needs hangs on the properties it uses. ONLY_WITH says so for the types that we have, so that
a property that a template begins to use is asked for at once. "list" is left out: stacks do not call it."""

from fnmatch import fnmatchcase

import cfnlint.data.AdditionalSpecs
from cfnlint.helpers import load_resource
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

HANDLERS = ("create", "read", "update", "delete")

# Actions that a type's handlers call for certain properties only: (actions, properties).
ONLY_WITH = {
    "AWS::ApiGatewayV2::Api": [("s3:getObject", ["BodyS3Location"])],
    "AWS::Backup::BackupVault": [
        ("backup:PutBackupVaultAccessPolicy", ["AccessPolicy"]),
        ("backup:DeleteBackupVaultAccessPolicy", ["AccessPolicy"]),
        ("backup:PutBackupVaultNotifications", ["Notifications"]),
        ("backup:DeleteBackupVaultNotifications", ["Notifications"]),
    ],
    "AWS::CertificateManager::Certificate": [
        ("acm-pca:*", ["CertificateAuthorityArn"]),
        ("acm:UpdateCertificateOptions", ["CertificateTransparencyLoggingPreference"]),
        ("route53:ChangeResourceRecordSets", ["HostedZoneId"]),
    ],
    "AWS::CloudFront::Distribution": [
        ("cloudfront:*ConnectionGroup", ["ConnectionMode"]),
        ("cloudfront:GetVpcOrigin", ["VpcOriginConfig"]),
        ("cloudfront:UpdateDistributionWithStagingConfig", ["Staging"]),
    ],
    "AWS::DynamoDB::Table": [
        ("dynamodb:DescribeImport", ["ImportSourceSpecification"]),
        ("dynamodb:ImportTable", ["ImportSourceSpecification"]),
        ("logs:*", ["ImportSourceSpecification"]),
        ("s3:*", ["ImportSourceSpecification"]),
        ("kinesis:*", ["KinesisStreamSpecification"]),
        ("dynamodb:EnableKinesis*", ["KinesisStreamSpecification"]),
        ("dynamodb:DisableKinesis*", ["KinesisStreamSpecification"]),
        ("dynamodb:UpdateKinesis*", ["KinesisStreamSpecification"]),
        ("dynamodb:UpdateContributorInsights", ["ContributorInsightsSpecification"]),
        ("dynamodb:PutResourcePolicy", ["ResourcePolicy"]),
        ("dynamodb:DeleteResourcePolicy", ["ResourcePolicy"]),
        ("iam:CreateServiceLinkedRole", ["KinesisStreamSpecification"]),
    ],
    "AWS::Events::EventBus": [
        ("kms:*", ["KmsKeyIdentifier"]),
        ("events:PutPermission", ["Policy"]),
        ("events:RemovePermission", ["Policy"]),
    ],
    "AWS::Events::Rule": [("iam:PassRole", ["RoleArn"])],
    "AWS::IAM::ManagedPolicy": [
        ("iam:*GroupPolicy", ["Groups"]),
        ("iam:*UserPolicy", ["Users"]),
        ("iam:*RolePolicy", ["Roles"]),
    ],
    "AWS::KMS::Key": [("kms:EnableKey", ["Enabled"]), ("kms:DisableKey", ["Enabled"])],
    "AWS::Lambda::EventSourceMapping": [("kms:*", ["KmsKeyArn"])],
    "AWS::Lambda::Function": [
        ("s3:GetObjectVersion", ["S3ObjectVersion"]),
        ("ec2:*", ["VpcConfig"]),
        ("elasticfilesystem:*", ["FileSystemConfigs"]),
        ("s3files:*", ["FileSystemConfigs"]),
        ("kms:*", ["KmsKeyArn", "SourceKMSKeyArn"]),
        ("lambda:GetCodeSigningConfig", ["CodeSigningConfigArn"]),
        ("lambda:PutFunctionCodeSigningConfig", ["CodeSigningConfigArn"]),
        ("lambda:DeleteFunctionCodeSigningConfig", ["CodeSigningConfigArn"]),
        ("lambda:GetLayerVersion", ["Layers"]),
        ("lambda:PutRuntimeManagementConfig", ["RuntimeManagementConfig"]),
        ("lambda:AssociateRuntimeAlias", ["RuntimeManagementConfig"]),
        ("lambda:PutFunctionRecursionConfig", ["RecursiveLoop"]),
        ("lambda:PutFunctionScalingConfig", ["FunctionScalingConfig"]),
        ("lambda:PassCapacityProvider", ["CapacityProviderConfig"]),
        ("lambda:PublishVersion", ["PublishToLatestPublished"]),
        ("lambda:*FunctionConcurrency", ["ReservedConcurrentExecutions"]),
    ],
    "AWS::Logs::LogGroup": [
        ("logs:PutDataProtectionPolicy", ["DataProtectionPolicy"]),
        ("logs:DeleteDataProtectionPolicy", ["DataProtectionPolicy"]),
        ("logs:CreateLogDelivery", ["DataProtectionPolicy"]),
        ("firehose:TagDeliveryStream", ["DataProtectionPolicy"]),
        ("s3:REST.PUT.OBJECT", ["DataProtectionPolicy"]),
        ("logs:PutResourcePolicy", ["ResourcePolicyDocument"]),
        ("logs:DeleteResourcePolicy", ["ResourcePolicyDocument"]),
        ("logs:PutIndexPolicy", ["FieldIndexPolicies"]),
        ("logs:DeleteIndexPolicy", ["FieldIndexPolicies"]),
        ("logs:PutBearerTokenAuthentication", ["BearerTokenAuthenticationEnabled"]),
        ("logs:PutLogGroupDeletionProtection", ["DeletionProtectionEnabled"]),
        ("logs:AssociateKmsKey", ["KmsKeyId"]),
    ],
    "AWS::Logs::SubscriptionFilter": [("iam:PassRole", ["RoleArn"])],
    "AWS::Pipes::Pipe": [
        ("logs:*", ["LogConfiguration"]),
        ("s3:*", ["S3LogDestination"]),
        ("firehose:*", ["FirehoseLogDestination"]),
        ("iam:CreateServiceLinkedRole", ["FirehoseLogDestination"]),
        ("kms:*", ["KmsKeyIdentifier"]),
    ],
    "AWS::S3::Bucket": [
        ("s3:PutBucketAbac", ["AbacStatus"]),
        ("s3:PutAnalyticsConfiguration", ["AnalyticsConfigurations"]),
        ("s3:PutBucketCORS", ["CorsConfiguration"]),
        ("s3:DeleteBucketCors", ["CorsConfiguration"]),
        ("s3:PutInventoryConfiguration", ["InventoryConfigurations"]),
        ("s3:PutMetricsConfiguration", ["MetricsConfigurations"]),
        ("s3:DeleteBucketMetricsConfiguration", ["MetricsConfigurations"]),
        ("s3:PutBucketNotification", ["NotificationConfiguration"]),
        ("s3:*BucketReplication", ["ReplicationConfiguration"]),
        ("s3:PutReplicationConfiguration", ["ReplicationConfiguration"]),
        ("iam:PassRole", ["ReplicationConfiguration"]),
        ("s3:PutBucketWebsite", ["WebsiteConfiguration"]),
        ("s3:DeleteBucketWebsite", ["WebsiteConfiguration"]),
        ("s3:PutAccelerateConfiguration", ["AccelerateConfiguration"]),
        ("s3:*Acl", ["AccessControl"]),
        ("s3:PutBucketObjectLockConfiguration", ["ObjectLockEnabled", "ObjectLockConfiguration"]),
        ("s3:PutObjectLockConfiguration", ["ObjectLockEnabled", "ObjectLockConfiguration"]),
        ("s3:PutBucketLogging", ["LoggingConfiguration"]),
        ("s3:PutIntelligentTieringConfiguration", ["IntelligentTieringConfigurations"]),
        ("s3:CreateBucketMetadata*", ["MetadataConfiguration", "MetadataTableConfiguration"]),
        ("s3:UpdateBucketMetadata*", ["MetadataConfiguration", "MetadataTableConfiguration"]),
        ("s3:DeleteBucketMetadata*", ["MetadataConfiguration", "MetadataTableConfiguration"]),
        ("s3tables:*", ["MetadataConfiguration", "MetadataTableConfiguration"]),
    ],
    "AWS::SES::ConfigurationSet": [
        ("ses:PutConfigurationSetTrackingOptions", ["TrackingOptions"]),
        ("ses:PutConfigurationSetSendingOptions", ["SendingOptions"]),
        ("ses:PutConfigurationSetVdmOptions", ["VdmOptions"]),
        ("ses:PutConfigurationSetArchivingOptions", ["ArchivingOptions"]),
    ],
    "AWS::SES::ConfigurationSetEventDestination": [("iam:PassRole", ["KinesisFirehoseDestination"])],
    "AWS::SES::EmailIdentity": [
        ("ses:PutEmailIdentityFeedbackAttributes", ["FeedbackAttributes"]),
        ("ses:PutEmailIdentityConfigurationSetAttributes", ["ConfigurationSetAttributes"]),
    ],
    "AWS::SNS::Subscription": [("iam:*Role", ["SubscriptionRoleArn"])],
    "AWS::SNS::Topic": [
        ("iam:*Role", ["DeliveryStatusLogging"]),
        ("sns:PutDataProtectionPolicy", ["DataProtectionPolicy"]),
    ],
}

# Rights that the role deliberately lacks, whatever the handler says. This list may only shrink.
REFUSED = {
    ("AWS::Backup::BackupSelection", "iam:CreateServiceLinkedRole"): "the selection has a role of its own",
    ("AWS::Backup::BackupVault", "backup-storage:Mount"): "no action of IAM's: it knows MountCapsule",
    ("AWS::Backup::BackupVault", "backup:DeleteBackupVaultLockConfiguration"): "copies stay locked",
    ("AWS::DynamoDB::Table", "dynamodb:*TableReplica"): "replicas are AWS::DynamoDB::GlobalTable's",
    ("AWS::DynamoDB::Table", "dynamodb:*Item"): "as for replicas: their items are copied in the caller's name",
    ("AWS::DynamoDB::Table", "dynamodb:Query"): "as for replicas",
    ("AWS::DynamoDB::Table", "dynamodb:Scan"): "as for replicas",
    ("AWS::DynamoDB::Table", "kms:*"): "StorageKey's own policy allows its use through DynamoDB; the role itself decrypts nothing",
    ("AWS::IAM::Role", "iam:DeleteRolePermissionsBoundary"): "a role without the ceiling could do whatever its policies say",
    ("AWS::KMS::Key", "kms:DisableKeyRotation"): "keys are always rotated (rules.keeping)",
    ("AWS::Logs::LogGroup", "logs:DisassociateKmsKey"): "logs of the stack are always encrypted (rules.logs)",
    ("AWS::Logs::LogGroup", "logs:DeleteRetentionPolicy"): "no log is kept for ever (rules.logs)",
    ("AWS::S3::Bucket", "s3:DeleteObject"): "what was uploaded is never deleted by CloudFormation",
    ("AWS::S3::Bucket", "s3:DeleteBucketAnalyticsConfiguration"): "IAM knows it as PutAnalyticsConfiguration",
    ("AWS::S3::Bucket", "s3:DeleteBucketTagging"): "IAM knows it as PutBucketTagging",
    ("AWS::S3::Bucket", "s3:DeleteBucketEncryption"): "IAM knows it as PutEncryptionConfiguration",
    ("AWS::S3::Bucket", "s3:DeleteBucketLifecycle"): "IAM knows it as PutLifecycleConfiguration",
    ("AWS::WAFv2::WebACL", "payments:GetConnectedAccount"): "for rule groups that are bought in the Marketplace, and no action of IAM's list",
}

# Additional rights that AWS needs for a property: the handler does not say so. (type, property): actions.
IMPLIED = {
    # "Configure logging for HTTP APIs in API Gateway": the access log is a delivery of CloudWatch Logs.
    ("AWS::ApiGatewayV2::Stage", "AccessLogSettings"): [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
    ],
    # CloudFront reads the firewall of a distribution.
    ("AWS::CloudFront::Distribution", "WebACLId"): ["wafv2:GetWebACL"],
}


def schema(kind):
    """The registry's schema of a type. A distribution's firewall exists in us-east-1 only."""
    for region in ("eu-west-1", "us-east-1"):
        try:
            return PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind).schema
        except Exception as fault:  # cfn-lint's own, which has no public name
            missing = fault
    raise LookupError(f"cfn-lint has no schema of {kind}") from missing


def known_actions():
    """Each action that IAM knows, with the formats of the ARNs that it can be limited to; none for "*" alone."""
    found = {}
    for service, known in load_resource(cfnlint.data.AdditionalSpecs, "Policies.json").items():
        for name, action in known["Actions"].items():
            formats = [form for each in action.get("Resources", []) for form in known["Resources"].get(each.lower(), {}).get("ARNFormats", [])]
            found[f"{service}:{name}".lower()] = formats
    return found


def names_of_properties(node):
    """The name of each property that is used anywhere in a resource."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield name
            yield from names_of_properties(value)
    elif isinstance(node, list):
        for each in node:
            yield from names_of_properties(each)


def is_kept(resource, first):
    """Whether CloudFormation never deletes a resource; a failed first deployment deletes some of them."""
    policies = {"Retain"} if first else {"Retain", "RetainExceptOnCreate"}
    return resource.get("DeletionPolicy") in policies and resource.get("UpdateReplacePolicy") == "Retain"


def is_dispensable(kind, action, used):
    """Whether the handler's action is refused on purpose, or for properties that nobody uses."""
    if any(of == kind and fnmatchcase(action, pattern) for of, pattern in REFUSED):
        return True
    rules = [properties for pattern, properties in ONLY_WITH.get(kind, []) if fnmatchcase(action, pattern)]
    return bool(rules) and not any(name in used for properties in rules for name in properties)


def permissions_of(kind):
    """Each action that a type's handlers may take, as (handler, action). Stacks are tagged, and their resources with them."""
    found = schema(kind)
    taken = {(name, action) for name in HANDLERS for action in found.get("handlers", {}).get(name, {}).get("permissions", [])}
    return taken | {("update", action) for action in found.get("tagging", {}).get("permissions", [])}


def needed(kind, resources, first=True):
    """What CloudFormation does for these resources of one type, as (handler, action); in a first deployment, which
    makes what is kept, or in a later one."""
    used = {name for each in resources for name in names_of_properties(each.get("Properties", {}))}
    asked = permissions_of(kind)
    if all(is_kept(each, first) for each in resources):
        asked = {(name, action) for name, action in asked if name != "delete"}
    asked |= {("create", action) for (of, name), actions in IMPLIED.items() if of == kind and name in used for action in actions}
    return {(name, action) for name, action in asked if not is_dispensable(kind, action, used)}
