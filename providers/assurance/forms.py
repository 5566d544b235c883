"""What a council's managers set about checks."""

from django import forms

from providers.assurance.models import AssuranceSettings
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainMessages
from tenants.text.kinds import whole_number


class MonthsForm(PlainMessages, forms.ModelForm[AssuranceSettings]):
    """How often listings are to be checked."""

    months = KindField(whole_number(1, 24), label="Months between two checks")

    class Meta:
        model = AssuranceSettings
        fields = ("months",)
