"""The languages and forms that a Program is printed in."""
