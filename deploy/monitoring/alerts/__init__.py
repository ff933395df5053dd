"""What operators are woken by: objectives whose budget is used up too fast, and a few symptoms."""

from deploy.monitoring.alerts.objectives import OBJECTIVES
from deploy.monitoring.alerts.rules import rule_files
from deploy.monitoring.alerts.symptoms import SYMPTOMS

__all__ = ["OBJECTIVES", "SYMPTOMS", "rule_files"]
