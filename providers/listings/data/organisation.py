"""An organisation's reviewed content."""

from dataclasses import dataclass, fields
from typing import Self

from providers.listings.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationData:
    """Everything of an organisation that is reviewed. `logo_id` is the stored file's key."""

    name: str
    kind: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    charity_number: str = ""
    company_number: str = ""
    urn: str = ""
    ofsted_urn: str = ""
    cqc_id: str = ""
    ods_code: str = ""
    ukprn: str = ""
    logo_id: int | None = None

    @classmethod
    def from_organisation(cls, organisation: Organisation) -> Self:
        """The content of a live organisation or of a draft."""
        return cls(**{each.name: getattr(organisation, each.name) for each in fields(cls)})
