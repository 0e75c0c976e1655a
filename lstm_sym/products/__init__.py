"""What each product is made of: functions from formulations to the text of one file."""
