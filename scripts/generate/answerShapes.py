"""Writes src/integrations/answers/<service>.json: the shapes of what AWS API actions answer.

Reads the service models of botocore (Apache-2.0), which must be installed: `python3 scripts/generate/answerShapes.py`.
The form is described in src/integrations/answerShapes.ts.
"""

import json
import pathlib

import botocore
import botocore.session

SERVICES = """
    athena autoscaling batch bedrock-agent bedrock-agent-runtime bedrock-runtime cloudformation cloudwatch codebuild
    codepipeline cognito-idp comprehend databrew dynamodb ec2 ecr ecs eks elbv2 emr emr-containers emr-serverless events
    firehose fis glue iam kinesis kms lambda logs organizations polly rds rds-data redshift-data rekognition route53 s3
    scheduler secretsmanager sesv2 sns sqs ssm stepfunctions sts support textract transcribe translate
""".split()

OUT = pathlib.Path(__file__).parents[2] / "src/integrations/answers"
NUMBERS = {"integer", "long", "float", "double"}


def pascal(name):
    """Members as Step Functions writes them."""
    return name[:1].upper() + name[1:]


class Service:
    def __init__(self, model):
        self.model = model
        self.structures = {}

    def expression(self, shape):
        kind = shape.type_name
        if kind == "structure":
            if getattr(shape, "is_document_type", False):
                return "*"
            self.structure(shape)
            return "@" + shape.name
        if kind == "list":
            return "[]" + self.expression(shape.member)
        if kind == "map":
            return "{}" + self.expression(shape.value)
        if kind in NUMBERS:
            low, high = shape.metadata.get("min"), shape.metadata.get("max")
            return "n" if low is None and high is None else f"n{'' if low is None else low}..{'' if high is None else high}"
        if kind == "boolean":
            return "b"
        return "e:" + "|".join(shape.enum) if getattr(shape, "enum", None) else "s"

    def structure(self, shape):
        if shape.name in self.structures:
            return
        fields = self.structures[shape.name] = {}
        for name, member in shape.members.items():
            if getattr(member, "serialization", {}).get("eventstream"):
                continue
            required = "!" if name in shape.required_members else ""
            fields[pascal(name) + required] = self.expression(member)

    def write(self):
        actions = {}
        for name in self.model.operation_names:
            output = self.model.operation_model(name).output_shape
            if output is None:
                continue
            self.structure(output)
            actions[name[:1].lower() + name[1:]] = output.name
        service = self.model.service_id.replace(" ", "").lower()
        data = {"source": f"botocore {botocore.__version__}", "actions": actions, "structures": self.structures}
        path = OUT / f"{service}.json"
        path.write_text(json.dumps(data, separators=(",", ":")) + "\n")
        return path


if __name__ == "__main__":
    session = botocore.session.get_session()
    for each in SERVICES:
        written = Service(session.get_service_model(each)).write()
        print(f"{written.stat().st_size:8} {written.name}")
