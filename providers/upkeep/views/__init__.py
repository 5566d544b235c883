"""The pages of `/admin/upkeep/`."""
