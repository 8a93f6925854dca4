"""客户: what is asked about a person or firm, each fact by itself (req 57, 59, 61; forms 2.4 A1)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

NAME: Final = Field("name", mark("Name or firm"), kinds.NAME)
SEX: Final = Field("sex", mark("Sex"), kinds.CHOICE, options="sex")
KIND: Final = Field("kind", mark("Person or firm"), kinds.CHOICE, options="customer_kind")
BIRTHDAY: Final = Field("birthday", mark("Birthday"), kinds.BIRTHDAY)
AGE_GROUP: Final = Field("age_group", mark("Age group"), kinds.CHOICE, options="age_group")
ID_KIND: Final = Field("id_kind", mark("Kind of ID"), kinds.CHOICE, options="id_kind")
ID_NUMBER: Final = Field("id_number", mark("Number of the ID"), kinds.IDENTITY)

MOBILE: Final = Field("mobile", mark("Mobile"), kinds.PHONES)
HOME_PHONE: Final = Field("home_phone", mark("Home phone"), kinds.PHONES)
OFFICE_PHONE: Final = Field("office_phone", mark("Office phone"), kinds.PHONES)
WECHAT: Final = Field("wechat", mark("WeChat or QQ"), kinds.SHORT)
EMAIL: Final = Field("email", mark("E-mail"), kinds.EMAIL)
FAX: Final = Field("fax", mark("Fax"), kinds.PHONES)
NO_CONTACT_REASON: Final = Field("no_contact_reason", mark("Why no contact was left"), kinds.REASON)

AREA: Final = Field("area", mark("Area"), kinds.SHORT, options="area")
HOME_ADDRESS: Final = Field("home_address", mark("Home address"), kinds.REASON)
HOME_POSTCODE: Final = Field("home_postcode", mark("Postcode (home)"), kinds.POSTCODE)
WORKPLACE: Final = Field("workplace", mark("Workplace"), kinds.REASON)
WORKPLACE_POSTCODE: Final = Field("workplace_postcode", mark("Postcode (workplace)"), kinds.POSTCODE)

OCCUPATION: Final = Field("occupation", mark("Occupation"), kinds.SHORT, options="occupation")
INDUSTRY: Final = Field("industry", mark("Industry"), kinds.SHORT, options="industry")
JOB_TITLE: Final = Field("job_title", mark("Job title"), kinds.SHORT)
EDUCATION: Final = Field("education", mark("Education"), kinds.CHOICE, options="education")
MARITAL_STATUS: Final = Field(
    "marital_status", mark("Marital status"), kinds.CHOICE, options="marital_status"
)
HOUSEHOLD_INCOME: Final = Field(
    "household_income", mark("Monthly household income"), kinds.CHOICE, options="household_income"
)

HOBBIES: Final = Field("hobbies", mark("Hobbies"), kinds.REASON)
CHARACTER: Final = Field("character", mark("Character"), kinds.REASON)
FAVOURITE_COLOURS: Final = Field("favourite_colours", mark("Favourite colours"), kinds.SHORT)
GOOD_TIME: Final = Field("good_time", mark("Good time and place to call on"), kinds.REASON)
REMARK: Final = Field("remark", mark("Remark"), kinds.NOTE)
# The value is the id of a customer, picked from the matches; nobody types it.
REFERRER: Final = Field("referrer", mark("Introduced by"), kinds.RECORD)
REFERRER_RELATION: Final = Field("referrer_relation", mark("Relation to whoever introduced"), kinds.SHORT)
TAGS: Final = Field("tags", mark("Tags"), kinds.SEVERAL, options="tag")
MARKETING_CONSENT: Final = Field("marketing_consent", mark("Agreed to advertising"), kinds.TICK)

VIP: Final = Field("vip", mark("VIP"), kinds.TICK)
KEY_ACCOUNT: Final = Field("key_account", mark("Key account"), kinds.TICK)
BLACKLISTED: Final = Field("blacklisted", mark("Blacklisted"), kinds.TICK)
BLACKLIST_REASON: Final = Field("blacklist_reason", mark("Why blacklisted"), kinds.REASON)

# What stays as it is (req 61): asked once, corrected when it was wrong.
FIXED: Final = (
    NAME,
    KIND,
    SEX,
    BIRTHDAY,
    ID_KIND,
    ID_NUMBER,
    REFERRER,
    REFERRER_RELATION,
    EDUCATION,
    CHARACTER,
)
# What moves on and is asked again (req 61).
CHANGING: Final = (
    MOBILE,
    HOME_PHONE,
    OFFICE_PHONE,
    WECHAT,
    EMAIL,
    FAX,
    NO_CONTACT_REASON,
    AREA,
    HOME_ADDRESS,
    HOME_POSTCODE,
    WORKPLACE,
    WORKPLACE_POSTCODE,
    AGE_GROUP,
    OCCUPATION,
    INDUSTRY,
    JOB_TITLE,
    MARITAL_STATUS,
    HOUSEHOLD_INCOME,
    HOBBIES,
    FAVOURITE_COLOURS,
    GOOD_TIME,
    TAGS,
    REMARK,
    MARKETING_CONSENT,
)
FIELDS: Final = (*FIXED, *CHANGING)
# The special lists (req 65) have rights and a service of their own.
SPECIAL: Final = (VIP, KEY_ACCOUNT, BLACKLISTED, BLACKLIST_REASON)
# Numbers are rows of their own, by use.
NUMBERS: Final = {"mobile": MOBILE, "home": HOME_PHONE, "office": OFFICE_PHONE}

RELATION: Final = Field("relation", mark("Relation"), kinds.CHOICE, required=True, options="family_relation")
MEMBER_NAME: Final = Field("name", mark("Name"), kinds.NAME)
MEMBER_NOTE: Final = Field("note", mark("Note"), kinds.NOTE)
MEMBER: Final = (RELATION, MEMBER_NAME, BIRTHDAY, MEMBER_NOTE)

SUBJECT: Final = Field("subject", mark("Consent to"), kinds.CHOICE, required=True, options="consent_subject")
CONSENT_PURPOSE: Final = Field("purpose", mark("What it is needed for"), kinds.REASON, required=True)
GIVEN_HOW: Final = Field(
    "given_how", mark("How it was given"), kinds.CHOICE, required=True, options="consent_given"
)
GIVEN_ON: Final = Field("given_on", mark("Given on"), kinds.DATE)
WITHDRAWN_ON: Final = Field("withdrawn_on", mark("Withdrawn on"), kinds.DATE)
CONSENT: Final = (SUBJECT, CONSENT_PURPOSE, GIVEN_HOW, GIVEN_ON)
