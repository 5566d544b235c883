"""Names the actions of this room in Wagtail's log."""

from tenants.desk.actions import name_actions

name_actions(
    {
        "listing.upload": ("Upload file", "Uploaded a file"),
        "listing.suggest_term": ("Suggest term", "Suggested a need or topic that is missing"),
        "listing.decide_term": ("Decide about suggested term", "Decided about a suggested need or topic"),
        "listing.place_waiting_time": ("Waiting time of a place", "Changed the waiting time of a place"),
    }
)
