"""samconfig.toml as SAM itself reads it."""

import tomllib
import unittest

import click
from samcli.cli.types import CfnParameterOverridesType

import template

CONFIG = template.INFRA.parent / "samconfig.toml"


def parsed(overrides):
    """SAM's reading of a list of overrides."""
    return CfnParameterOverridesType().convert(overrides, None, None)


class Stages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
        cls.default = config["default"]
        cls.stages = {name: each for name, each in config.items() if isinstance(each, dict) and name != "default"}
        cls.parameters = template.read()["Parameters"]

    def test_there_is_a_stage_of_each_kind(self):
        self.assertEqual(list(self.stages), self.parameters["Stage"]["AllowedValues"])

    def test_sam_takes_each_stages_parameters_and_the_template_has_them(self):
        for name, stage in self.stages.items():
            given = stage["deploy"]["parameters"]["parameter_overrides"]
            with self.subTest(name):
                taken = parsed(given)
                self.assertEqual(taken, {pair.split("=", 1)[0]: pair.split("=", 1)[1].strip('"') for pair in given})
                self.assertLessEqual(set(taken), set(self.parameters))
                self.assertEqual(taken["Stage"], name)

    def test_sam_refuses_a_parameter_without_a_value(self):
        with self.assertRaises(click.BadParameter):
            parsed(["Stage=dev", "AlarmEmail="])
        self.assertEqual(parsed(["Stage=dev", 'AlarmEmail=""'])["AlarmEmail"], "")

    def test_each_stage_is_built_in_one_way_and_deployed_as_built(self):
        for name, stage in self.stages.items():
            with self.subTest(name):
                self.assertEqual(stage["build"]["parameters"], self.default["build"]["parameters"])
                for command in ("global", "deploy", "package"):
                    # SAM uses the built template only if no other is named.
                    self.assertNotIn("template_file", stage.get(command, {}).get("parameters", {}))


if __name__ == "__main__":
    unittest.main()
