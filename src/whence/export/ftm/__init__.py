"""A case file as FollowTheMoney entities."""
