"""What forms of every room share: fields that read by the kinds of `tenants.text`, and messages in plain words."""
