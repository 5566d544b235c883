"""The pages and files of uploads, for the portal and the admin alike (see `sites`)."""
