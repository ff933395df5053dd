"""What the people of the sample know, want and wish for, the most popular first."""

from deploy.sample.words import words
from mentormesh_contracts.vocabulary import Goal, Quality

GOALS = (
    Goal.CAREER_DEVELOPMENT,
    Goal.KNOWLEDGE_TRANSFER,
    Goal.PERSONAL_DEVELOPMENT,
    Goal.NETWORK_BUILDING,
    Goal.PROBLEM_SOLVING,
    Goal.MOTIVATION_AND_INSPIRATION,
)
QUALITIES = (
    Quality.EXPERIENCE_AND_EXPERTISE,
    Quality.COMMUNICATION,
    Quality.TRUSTWORTHINESS,
    Quality.EMPATHY_AND_APPRECIATION,
    Quality.MOTIVATION_AND_ENTHUSIASM,
)
EVERYWHERE = words(
    "communication presenting leadership time-management writing negotiation teamwork spreadsheets facilitation "
    "problem-analysis giving-feedback conflict-resolution decision-making interviewing budgeting storytelling"
)
DISCIPLINES = {
    discipline: words(skills)
    for discipline, skills in {
        "software-engineering": "python system-design testing databases code-review cloud-operations",
        "mechanical-engineering": "cad thermodynamics prototyping materials metrology manufacturing",
        "project-management": "planning risk-management agile-methods stakeholder-management reporting",
        "data-science": "statistics machine-learning data-visualisation sql experiment-design",
        "research": "literature-review academic-writing peer-review grant-writing supervision",
        "education": "teaching curriculum-design assessment tutoring classroom-management",
        "finance": "accounting forecasting auditing cost-control financial-modelling",
        "marketing": "branding social-media market-research copywriting campaigns",
        "human-resources": "recruiting coaching onboarding employment-law talent-development",
        "social-work": "casework counselling safeguarding community-organising outreach",
        "public-health": "epidemiology health-education programme-evaluation nutrition first-aid",
        "fundraising": "donor-relations grant-writing event-management volunteer-management",
        "law": "contracts data-protection legal-research mediation compliance",
        "logistics": "procurement warehousing route-planning inventory customs",
        "design": "user-research typography prototyping illustration accessibility",
        "sustainability": "life-cycle-assessment energy-audits environmental-law circular-design",
    }.items()
}
