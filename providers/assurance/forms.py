"""What a council's managers set about checks."""

from django import forms

from providers.assurance.models import AssuranceSettings


class MonthsForm(forms.ModelForm[AssuranceSettings]):
    """How often listings are to be checked."""

    class Meta:
        model = AssuranceSettings
        fields = ("months",)
