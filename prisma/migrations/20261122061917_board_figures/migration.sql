-- CreateIndex
CREATE INDEX "Attendance_there_idx" ON "Attendance"("sessionId", "urn") WHERE (present);

-- CreateIndex
CREATE INDEX "FeedbackResponse_givenAt_idx" ON "FeedbackResponse"("givenAt");
