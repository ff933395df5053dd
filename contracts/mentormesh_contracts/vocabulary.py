"""The vocabulary of mentoring: what a mentorship is for, made of, and may become."""

from mentormesh_contracts.term import Term


class Goal(Term):
    """What a mentee seeks and a mentor offers: the six goals of mentoring."""

    CAREER_DEVELOPMENT = "career_development", "Moving on in a profession: choices, steps and visibility."
    PERSONAL_DEVELOPMENT = "personal_development", "Growing as a person: confidence, habits and judgement."
    KNOWLEDGE_TRANSFER = "knowledge_transfer", "Learning what the mentor knows and can do."
    MOTIVATION_AND_INSPIRATION = "motivation_and_inspiration", "Finding drive and examples worth following."
    PROBLEM_SOLVING = "problem_solving", "Working through a concrete difficulty with someone who knows the ground."
    NETWORK_BUILDING = "network_building", "Meeting people who matter for one's path."


class Quality(Term):
    """What makes a good mentor: five qualities that mentees wish for and feedback rates."""

    EXPERIENCE_AND_EXPERTISE = "experience_and_expertise", "Knows the field from practice and can pass it on."
    COMMUNICATION = "communication", "Listens, asks, and says things clearly."
    TRUSTWORTHINESS = "trustworthiness", "Keeps confidences and promises."
    MOTIVATION_AND_ENTHUSIASM = "motivation_and_enthusiasm", "Wants to be a mentor, and it shows."
    EMPATHY_AND_APPRECIATION = "empathy_and_appreciation", "Understands the mentee's situation and values the person."


class MentorBenefit(Term):
    """What a mentor has of it. A mentee's benefits are the six goals."""

    PASSING_ON = "passing_on", "Passing on knowledge and experience."
    PERSONAL_DEVELOPMENT = "personal_development", "Growing by mentoring: reflection, leadership, new views."
    STRONGER_NETWORK = "stronger_network", "Knowing more people, in more organisations."
    SATISFACTION = "satisfaction", "The satisfaction of having helped."


class Role(Term):
    """What a person may be in a mentorship."""

    MENTOR = "mentor", "The more experienced side."
    MENTEE = "mentee", "The less experienced side."
    PEER = "peer", "Either side of a peer mentorship; only in memberships, never declared by a person."


class ProgrammeKind(Term):
    """The four kinds of mentoring."""

    FORMAL = "formal", "A cohort matched in cycles, with a set structure: cadence, milestones, an end."
    INFORMAL = "informal", "A mentee requests a mentor, or two who know each other declare their relationship."
    GROUP = "group", "One mentor with several mentees."
    PEER = "peer", "Two people of similar experience from different disciplines."


class Weekday(Term):
    """Days of the week, ISO 8601 order."""

    MONDAY = "monday", "ISO weekday 1."
    TUESDAY = "tuesday", "ISO weekday 2."
    WEDNESDAY = "wednesday", "ISO weekday 3."
    THURSDAY = "thursday", "ISO weekday 4."
    FRIDAY = "friday", "ISO weekday 5."
    SATURDAY = "saturday", "ISO weekday 6."
    SUNDAY = "sunday", "ISO weekday 7."


class Screening(Term):
    """Whether a person has passed the checks that some programmes ask for."""

    NONE = "none", "Not screened."
    PENDING = "pending", "Screening has begun and has no result yet."
    CLEARED = "cleared", "Screened and cleared."
    REFUSED = "refused", "Screened and not cleared: never matched."


class Scope(Term):
    """What a key may do."""

    READ = "read", "Read what the organisation may see."
    ROSTER = "roster", "Register, change and remove the organisation's people."
    COORDINATE = "coordinate", "Run programmes, approve matches, act for the organisation's people."
    CONFIDE = "confide", "Read free text of feedback; given to named coordinators only."
    ADMINISTER = "administer", "Make agreements and issue keys for the organisation."
    OPERATE = "operate", "Operate the whole network: organisations, dead letters, the sandbox's clock."


class OrganisationStatus(Term):
    """Whether an organisation takes part."""

    ACTIVE = "active", "Takes part in the network."
    LEFT = "left", "Has left the network."


class AgreementStatus(Term):
    """The life of a sharing agreement."""

    OFFERED = "offered", "Offered by one organisation, not answered yet."
    ACTIVE = "active", "Accepted by the other: people and programmes are shared."
    DECLINED = "declined", "Not accepted."
    ENDED = "ended", "Over: open proposals lapse, active mentorships go on."


class CredentialStatus(Term):
    """The life of an API key."""

    ACTIVE = "active", "Valid until it expires."
    REVOKED = "revoked", "Refused everywhere, within the stated bound."


class PersonStatus(Term):
    """Whether a person takes part."""

    ACTIVE = "active", "Registered, may be enrolled and matched."
    LEFT = "left", "Has left: open proposals lapse and mentorships end."


class ProgrammeStatus(Term):
    """The life of a programme."""

    OPEN = "open", "People can be enrolled and matched."
    CLOSED = "closed", "Nobody new; mentorships under way go on."


class CycleStatus(Term):
    """The life of a matching cycle."""

    RUNNING = "running", "The engine is at work or its proposals are being written."
    COMPLETED = "completed", "Every proposal and every reason is there."
    FAILED = "failed", "Ended without a result; nothing of it is visible."


class CycleFailure(Term):
    """Why a cycle ended without a result."""

    CONTRADICTION = "contradiction", "Pins contradict vetoes, each other, places or hard constraints."
    COMPUTATION = "computation", "The engine could not compute a result; the operator's logs say more."


class Objective(Term):
    """What a cycle makes as large as it can."""

    MOST_MATCHED = "most_matched", "First the number of people matched, then the total of the scores."
    BEST_TOTAL = "best_total", "The total of the scores alone."
    STABLE = "stable", "No mentee and mentor who would both rather have each other."
    MAXIMIN = "maximin", "The worst match is as good as it can be, then the total."


class Criterion(Term):
    """What a score is made of; a policy gives each a weight."""

    GOALS = "goals", "Goals sought that the other offers."
    SKILLS = "skills", "Weaknesses that meet the other's strengths."
    DISCIPLINES = "disciplines", "Disciplines in common, or for peers apart."
    EXPERIENCE_GAP = "experience_gap", "How well the difference in years suits."
    LANGUAGES = "languages", "Languages in common."
    TIME_OVERLAP = "time_overlap", "Usual weekly hours in common."
    QUALITIES = "qualities", "Wished qualities against the rated ones (from three raters on)."
    PREFERENCES = "preferences", "Stated wishes for a particular person."


class AuditDimension(Term):
    """By what an audit groups people, to report gaps between the groups."""

    ORGANISATION = "organisation", "The organisation that they belong to."
    DISCIPLINE = "discipline", "The discipline in which they have the most years."
    LANGUAGE = "language", "The language that they name first."
    ZONE = "zone", "Their time zone."


class Constraint(Term):
    """What forbids a pair, whatever its score."""

    SAME_PERSON = "same_person", "Nobody is matched with themselves."
    ROLE = "role", "The person does not take this role."
    AGREEMENT = "agreement", "The organisations share neither the role nor the programme."
    QUOTA = "quota", "The agreement has no place left."
    PLACES = "places", "The mentor has no place left."
    NEVER_WITH = "never_with", "One of them named the other in never-with."
    REPORTING_LINE = "reporting_line", "One reports to the other."
    LANGUAGE = "language", "No language in common."
    TIME = "time", "Too few weekly hours in common."
    SCREENING = "screening", "Screening missing or refused."
    EXPERIENCE = "experience", "The mentor is not the more experienced in the area sought; for peers: too far apart."
    DISCIPLINE = "discipline", "Peers come from different disciplines."
    GROUP_SIZE = "group_size", "No group of an allowed size could be formed."
    ALREADY_MATCHED = "already_matched", "The two have, or had, a mentorship in this programme."
    VETO = "veto", "A coordinator ruled the pair out."
    PROGRAMME_RULE = "programme_rule", "A rule of the programme's own forbids the pair."
    NOT_CHOSEN = "not_chosen", "Eligible, but every place went to a match that serves the whole better."


class MentorshipStatus(Term):
    """The life of a mentorship, one model for all kinds."""

    PROPOSED = "proposed", "Waits for approvals and for its members to accept; holds its places."
    ACTIVE = "active", "Under way."
    PAUSED = "paused", "Interrupted with the intent to go on; holds its places."
    COMPLETED = "completed", "Came to its planned end."
    ENDED = "ended", "Ended early, with a reason."
    DECLINED = "declined", "A member or a coordinator said no."
    EXPIRED = "expired", "Nobody answered in time."
    LAPSED = "lapsed", "The ground fell away while proposed: an agreement ended or a person left."


class MentorshipOrigin(Term):
    """How a mentorship came about."""

    CYCLE = "cycle", "Proposed by a matching cycle."
    REQUEST = "request", "A mentee asked for this mentor."
    DECLARATION = "declaration", "It existed already; the two declared it."


class EndReason(Term):
    """Why a mentorship ended early."""

    GOALS_REACHED = "goals_reached", "Nothing left to do."
    NOT_A_FIT = "not_a_fit", "The two did not suit each other."
    NO_TIME = "no_time", "One side had no time."
    NO_CONTACT = "no_contact", "Contact was lost."
    PERSON_LEFT = "person_left", "A member left the organisation or the network."
    SAFEGUARDING = "safeguarding", "Ended to protect someone."
    OTHER = "other", "Another reason, known to the coordinators."


class SessionStatus(Term):
    """The life of a session; rescheduling keeps its identity."""

    PROPOSED = "proposed", "A time is suggested; nobody's calendar is taken."
    BOOKED = "booked", "Agreed: it stands in every participant's calendar."
    HELD = "held", "Took place."
    MISSED = "missed", "Did not take place though it was booked."
    CANCELLED = "cancelled", "Called off before its time."


class GoalStatus(Term):
    """The life of a goal that a mentorship has set itself."""

    SET = "set", "Agreed between the two."
    REACHED = "reached", "Done."
    DROPPED = "dropped", "Given up, or no longer wanted."


class RiskReason(Term):
    """Why a mentorship is at risk."""

    NO_SESSION = "no_session", "No session was held in the agreed time."


class HeldBack(Term):
    """Why a record was taken out of the stream."""

    MALFORMED = "malformed", "It cannot be read; a dead letter."
    FAILED = "failed", "Its decider failed; parked with those behind it."
    WAITING = "waiting", "It waits for a fact of another topic; parked."
    GAP = "gap", "An earlier one of its aggregate has not come; parked."
